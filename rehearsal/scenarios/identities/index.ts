import type { Scenario } from "../scenario";
import { lateGrant } from "./late-grant";
import { Scene } from "./scene";
import { takenAway } from "./taken-away";
import { work } from "./work";

/** Each identity does its work with exactly the roles that are documented, in a cloud that enforces them. */
export const identities: Scenario = {
  name: "identities",
  about: "plan, apply, drift and inventory under the documented identities, enforced, with time that passes",
  steps: (context) => {
    const scene = new Scene(context);
    return [...work(scene), ...takenAway(scene), ...lateGrant(scene)];
  },
};

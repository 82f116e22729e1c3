import type { Scenario } from "../scenario";
import { lateGrant } from "./late-grant";
import { mayNot } from "./may-not";
import { Scene } from "./scene";
import { takenAway } from "./taken-away";
import { work } from "./work";

/** Each identity does its work with exactly the roles that are documented, as the bootstrap gives them, in a cloud that enforces them. */
export const identities: Scenario = {
  name: "identities",
  about: "each documented identity does its own work",
  steps: (context) => {
    const scene = new Scene(context);
    return [...work(scene), ...mayNot(scene), ...takenAway(scene), ...lateGrant(scene)];
  },
};

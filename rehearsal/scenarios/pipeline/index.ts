import type { Scenario } from "../scenario";
import { attacks } from "./attacks";
import { Scene, way } from "./way";

/** The steps of the workflows, done in their order, on a loopback GitHub and the loopback cloud. */
export const pipeline: Scenario = {
  name: "pipeline",
  about: "a change goes its way, and attacks do not",
  steps: (context) => {
    const scene = new Scene(context);
    return [...way(scene), ...attacks(scene)];
  },
};

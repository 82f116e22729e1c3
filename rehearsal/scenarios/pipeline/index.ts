import type { Scenario } from "../scenario";
import { Scene, way } from "./way";

/** The steps of the workflows, done in their order, on a loopback GitHub and the loopback cloud. */
export const pipeline: Scenario = {
  name: "pipeline",
  about: "the workflows' steps, and attacks on them",
  steps: (context) => {
    const scene = new Scene(context);
    return [...way(scene)];
  },
};

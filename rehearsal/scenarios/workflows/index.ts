import { actOrWhyNot } from "../../pipeline/act/find";
import type { Scenario } from "../scenario";
import { attacks } from "./attacks";
import { Scene, way } from "./way";

/** The workflow files as they ship, run by act. */
export const workflows: Scenario = {
  name: "workflows",
  about: "the workflow files themselves, run by act: pull request, merge, deploy, drift, and attacks on them",
  missing: actOrWhyNot,
  steps: (context) => {
    const scene = new Scene(context);
    return [...way(scene), ...attacks(scene)];
  },
};

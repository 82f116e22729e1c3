import { actOrWhyNot } from "../../pipeline/act/find";
import type { Scenario } from "../scenario";
import { abroad } from "./abroad";
import { attacks } from "./attacks";
import { Scene, way } from "./way";

/** The workflow files as they ship, run by act. */
export const workflows: Scenario = {
  name: "workflows",
  about: "the workflow files, run by act",
  missing: actOrWhyNot,
  steps: (context) => {
    const scene = new Scene(context);
    return [...way(scene), ...attacks(scene), ...abroad(scene)];
  },
};

import { firstGeneration } from "./first-generation";
import { modules } from "./modules";
import { secrets } from "./secrets";
import type { Shape } from "./shape";
import { targets } from "./targets";
import { values } from "./values";

/** Roots as people write them, by what is particular about them. */
export const shapeGroups: Record<string, Shape[]> = {
  "How the address gets into a variable": values,
  "Variables that are secrets": secrets,
  "Services of the first generation": firstGeneration,
  "Roots of modules": modules,
  "Other targets, other networks": targets,
};

export const shapes: Shape[] = Object.values(shapeGroups).flat();

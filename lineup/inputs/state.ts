import type { z } from "zod";
import type { Fields } from "../values";
import type { Model, Resource } from "./model";
import type { inventoryShape, StateModule, StateResource, stateShape } from "./shapes";

/** `terraform show -json` of a state: everything is known, and what things were made from is recorded. */
export function readState(state: z.infer<typeof stateShape>, file: string): Model {
  return { file, kind: "state", resources: resourcesOf(state.values?.root_module), gaps: [], blindSpots: [] };
}

export function resourcesOf(root: StateModule | null | undefined): Resource[] {
  return flatten(root).map((resource) => ({
    address: resource.address,
    type: resource.type,
    mode: resource.mode === "data" ? "data" : "managed",
    values: (resource.values ?? {}) as Fields,
    certain: true,
    dependsOn: resource.depends_on ?? [],
    reads: [],
    project: undefined,
    region: undefined,
  }));
}

export function flatten(root: StateModule | null | undefined): StateResource[] {
  const found: StateResource[] = [];
  const pending = [root];
  for (let next = pending.pop(); pending.length > 0 || next; next = pending.pop()) {
    for (const resource of next?.resources ?? []) found.push(resource);
    for (const child of next?.child_modules ?? []) pending.push(child);
  }
  return found;
}

/** The live project, in the form `lineup inventory` writes. */
export function readInventory(inventory: z.infer<typeof inventoryShape>, file: string): Model {
  return {
    file,
    kind: "inventory",
    resources: inventory.resources.map(({ type, name, values }) => ({
      address: `${type}.${name}`,
      type,
      mode: "managed",
      values: values as Fields,
      certain: true,
      dependsOn: [],
      reads: [],
      project: inventory.project,
      region: undefined,
    })),
    gaps: [],
    blindSpots: (inventory.unread ?? []).map(({ what, why }) => `${what} could not be read: ${why}`),
  };
}

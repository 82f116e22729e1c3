import type { z } from "zod";
import type { Fields } from "../values";
import type { Model, Resource } from "./model";
import type { StateModule, StateResource, stateShape } from "./shapes";

/** `terraform show -json` of a state: everything is known, and what things were made from is recorded. */
export function readState(state: z.infer<typeof stateShape>, file: string): Model {
  return { file, kind: "state", resources: resourcesOf(state.values?.root_module), gaps: [], blindSpots: [] };
}

export function resourcesOf(root: StateModule | null | undefined): Resource[] {
  return flatten(root).flatMap((resource) => stateResource(resource) ?? []);
}

/** What ends here when its replacement is done: a path leads to the new one, or to none. */
const ENDS = /^google_(redis_instance|vpc_access_connector|cloud_run)/;

export function stateResource(resource: StateResource): Resource | undefined {
  const deposed = resource.deposed_key ?? undefined;
  if (deposed !== undefined && ENDS.test(resource.type)) return undefined;
  return {
    // A rule that is still to be deleted still acts, beside the one that took its place.
    address: deposed === undefined ? resource.address : `${resource.address} (deposed ${deposed})`,
    type: resource.type,
    mode: resource.mode === "data" ? "data" : "managed",
    values: (resource.values ?? {}) as Fields,
    certain: resource.tainted !== true,
    dependsOn: resource.depends_on ?? [],
    reads: [],
    ...placeOf(resource.values ?? {}),
  };
}

/** Where a thing is, for what its own attributes leave out: a connector's region is null where the provider gave it. */
function placeOf(values: Record<string, unknown>): { project: string | undefined; region: string | undefined } {
  const id = typeof values.id === "string" ? values.id : "";
  const [, project, region] = /^projects\/([^/]+)\/(?:(?:locations|regions)\/([^/]+)\/)?/.exec(id) ?? [];
  return { project, region };
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

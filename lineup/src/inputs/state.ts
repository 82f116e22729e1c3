import { isCallerType } from "../../../facts/callers";
import { isTargetType } from "../../../facts/targets";
import type { Fields } from "../values";
import type { Model, ProviderDefaults, Resource } from "./model";
import type { State, StateModule, StateResource } from "./shapes";

/** `terraform show -json` of a state: all values are known, and dependencies are recorded. */
export function readState(state: State, file: string): Model {
  return { file, kind: "state", resources: resourcesOf(state.values?.root_module), blindSpots: [] };
}

export function resourcesOf(root: StateModule | null | undefined): Resource[] {
  return flatten(root).flatMap((resource) => stateResource(resource) ?? []);
}

/** Deposed objects of these types are ignored: paths lead to the replacement, or to nothing. */
function isIgnoredWhenDeposed(type: string): boolean {
  return isCallerType(type) || isTargetType(type) || type === "google_vpc_access_connector";
}

function stateResource(resource: StateResource): Resource | undefined {
  const deposed = resource.deposed_key ?? undefined;
  if (deposed !== undefined && isIgnoredWhenDeposed(resource.type)) return undefined;
  return {
    // A firewall rule that is still to be deleted still acts, beside its replacement.
    address: deposed === undefined ? resource.address : `${resource.address} (deposed ${deposed})`,
    type: resource.type,
    mode: resource.mode === "data" ? "data" : "managed",
    values: (resource.values ?? {}) as Fields,
    certain: resource.tainted !== true,
    dependsOn: resource.depends_on ?? [],
    reads: [],
    ...projectAndRegion(resource.values ?? {}),
  };
}

/** Project and region from the id, where attributes are null because the provider filled them in. */
function projectAndRegion(values: Record<string, unknown>): ProviderDefaults {
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

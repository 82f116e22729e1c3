import type { Model, Resource } from "../inputs/model";
import type { Plan } from "../inputs/shapes";
import { resourcesOf } from "../inputs/state";
import type { Change } from "./change";

/** What the refresh found, as a state. */
export function stateBefore(plan: Plan, file: string): Model {
  return {
    file,
    kind: "state",
    resources: resourcesOf(plan.prior_state?.values?.root_module),
    blindSpots: [],
  };
}

/** The same with the drift undone: what changed is as it was, what is gone is back. */
export function asWritten(before: Model, drift: readonly Change[]): Model {
  const found = new Map(before.resources.map((resource) => [resource.address, resource]));
  for (const { address, previousAddress, type, mode, before: was, deposed } of drift) {
    if (was === undefined || deposed) continue;
    const now = found.get(address) ?? found.get(previousAddress ?? address);
    found.set(address, now ? { ...now, values: was } : gone(address, type, mode, was));
  }
  return { ...before, resources: [...found.values()] };
}

function gone(address: string, type: string, mode: "managed" | "data", values: Resource["values"]): Resource {
  return {
    address,
    type,
    mode,
    values,
    certain: true,
    dependsOn: [],
    reads: [],
    project: undefined,
    region: undefined,
  };
}

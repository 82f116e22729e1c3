import type { Change } from "../changes/change";
import type { Model, Resource } from "../inputs/model";
import type { Fields } from "../values";
import { type Difference, differences } from "./differences";
import { grafted } from "./graft";

/** One difference between the world as written and the world as it is; without a place where the resource is gone. */
export interface Found {
  address: string;
  type: string;
  before: Fields;
  after: Fields | undefined;
  difference: Difference | undefined;
  /** The live project says so, and the plan does not know of it. */
  seenLive?: boolean;
}

export function foundIn(drift: readonly Change[]): Found[] {
  return drift
    .filter(({ mode, deposed, before }) => mode === "managed" && !deposed && before !== undefined)
    .flatMap(({ address, type, before = {}, after }): Found[] => {
      const of = { address, type, before, after };
      if (after === undefined) return [{ ...of, difference: undefined }];
      return differences(before, after).map((difference) => ({ ...of, difference }));
    });
}

/** The written world in which only this happened. */
export function withOnly(written: Model, found: Found): Model {
  return changed(written, found.address, (resource) => {
    if (!found.difference || !found.after) return undefined;
    return { ...resource, values: grafted(resource.values, found.after, found.difference.steps) };
  });
}

/** The world as it is, in which only this did not happen. */
export function withoutOnly(now: Model, written: Model, found: Found): Model {
  const was = written.resources.find(({ address }) => address === found.address);
  if (!found.difference) return was ? { ...now, resources: [...now.resources, was] } : now;
  const { steps } = found.difference;
  return changed(now, found.address, (resource) => ({
    ...resource,
    values: grafted(resource.values, found.before, steps),
  }));
}

function changed(model: Model, at: string, change: (resource: Resource) => Resource | undefined): Model {
  return {
    ...model,
    resources: model.resources.flatMap((resource) => (resource.address === at ? (change(resource) ?? []) : resource)),
  };
}

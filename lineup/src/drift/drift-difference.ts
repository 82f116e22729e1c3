import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { type Difference, differences } from "../compare/differences";
import type { Model, Resource } from "../inputs/model";
import type { Fields } from "../values";
import { withValueAt } from "./values-at";

/** One difference between what was written and what is there now; without a place where the resource is gone. */
export interface DriftDifference {
  address: string;
  type: string;
  before: Fields;
  after: Fields | undefined;
  difference: Difference | undefined;
  /** The live project says so, and the plan does not know of it. */
  onlyLive?: boolean;
}

export function foundIn(drift: readonly Change[]): DriftDifference[] {
  return drift
    .filter(({ mode, deposed, before }) => mode === "managed" && !deposed && before !== undefined)
    .flatMap(({ address, type, before = {}, after }): DriftDifference[] => {
      const of = { address, type, before, after };
      if (after === undefined) return [{ ...of, difference: undefined }];
      return differences(before, after).map((difference) => ({ ...of, difference }));
    });
}

/**
 * What happened to each resource since it was written, as a change. The live project may show more than the plan: then
 * the change leads from what was written, as the plan has it, to what is live.
 */
export function changesOf(found: readonly DriftDifference[], { drift }: Pick<ChangedPlan, "drift">): Change[] {
  const changes = new Map(
    drift.filter(({ mode, deposed }) => mode === "managed" && !deposed).map((change) => [change.address, change]),
  );
  for (const one of found.filter(({ onlyLive }) => onlyLive)) {
    const live = asChange(one);
    changes.set(one.address, { ...live, before: changes.get(one.address)?.before ?? live.before });
  }
  return [...changes.values()];
}

function asChange({ address, type, before, after }: DriftDifference): Change {
  const action = after === undefined ? "delete" : "update";
  return {
    address,
    previousAddress: undefined,
    mode: "managed",
    type,
    action,
    actions: [action],
    before,
    after,
    afterUnknown: undefined,
    replacePaths: [],
    reason: undefined,
    importing: false,
    importId: undefined,
    deposed: false,
  };
}

/** What was written, with only this difference made. */
export function withOnly(written: Model, found: DriftDifference): Model {
  return changed(written, found.address, (resource) => {
    if (!found.difference || !found.after) return undefined;
    return { ...resource, values: withValueAt(resource.values, found.after, found.difference.steps) };
  });
}

/** What is there now, with only this difference undone. */
export function withoutOnly(now: Model, written: Model, found: DriftDifference): Model {
  const was = written.resources.find(({ address }) => address === found.address);
  if (!found.difference) return was ? { ...now, resources: [...now.resources, was] } : now;
  const { steps } = found.difference;
  return changed(now, found.address, (resource) => ({
    ...resource,
    values: withValueAt(resource.values, found.before, steps),
  }));
}

function changed(model: Model, at: string, change: (resource: Resource) => Resource | undefined): Model {
  return {
    ...model,
    resources: model.resources.flatMap((resource) => (resource.address === at ? (change(resource) ?? []) : resource)),
  };
}

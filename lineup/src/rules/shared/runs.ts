import type { Change } from "../../changes/change";
import type { ConfiguredThing } from "../../changes/code";
import type { ChangedPlan } from "../../changes/read";
import { groupedBy } from "../../grouping";
import { withoutKeys } from "../../values";

/** The changes of what a configuration says once and a plan has once for each key. */
export function changesOf({ changes }: ChangedPlan): (thing: ConfiguredThing) => readonly Change[] {
  const byAddress = groupedBy(changes, ({ address }) => withoutKeys(address));
  return ({ address }) => byAddress.get(address) ?? [];
}

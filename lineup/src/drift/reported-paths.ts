import type { ChangedPlan } from "../changes/read";
import { differences } from "../compare/differences";
import type { SourceOf } from "../report/assemble";
import type { DriftedPath } from "./model";
import { keyOf, type Traced, type Written } from "./traced-paths";

/** Every path of one of the worlds, as it was written and as it is now. */
export function reportedPaths(
  plan: ChangedPlan,
  paths: readonly Traced[],
  { judged }: Written,
  sourceOf: SourceOf,
): DriftedPath[] {
  const before = new Map(judged.paths.map((path) => [keyOf(path), path.verdict]));
  return paths.map((path) => ({
    from: path.from,
    to: path.to,
    written: before.get(keyOf(path)) ?? "absent",
    now: path.verdict,
    causes: path.causes.map((cause) => {
      const source = sourceOf(cause.address);
      const told = isPlanned(plan, cause)
        ? { ...cause, fix: `run terraform apply: it sets ${cause.attribute}` }
        : cause;
      return source ? { ...told, source } : told;
    }),
  }));
}

/** Of a world that was written once, the configuration is not to blame: the plan repairs it already. */
function isPlanned({ changes }: ChangedPlan, { address, attribute }: Traced["causes"][number]): boolean {
  const change = changes.find((one) => one.address === address && one.action === "update");
  const places = change ? differences(change.before ?? {}, change.after ?? {}) : [];
  return places.some((place) => place.attribute === attribute);
}

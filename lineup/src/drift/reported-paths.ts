import type { ChangedPlan } from "../changes/read";
import { differences } from "../compare/differences";
import { publicCause } from "../reachability/public-path";
import type { SourceOf } from "../sources";
import type { DriftedPath } from "./model";
import { keyOf, type PathsAsWritten, type Traced } from "./traced-paths";

/** Every path, as it was written and as it is now. */
export function reportedPaths(
  plan: ChangedPlan,
  paths: readonly Traced[],
  { judged }: PathsAsWritten,
  sourceOf: SourceOf,
): DriftedPath[] {
  const before = new Map(judged.paths.map((path) => [keyOf(path), path.verdict]));
  return paths.map((path) => ({
    from: path.from,
    to: path.to,
    ...path.names,
    port: path.port,
    written: before.get(keyOf(path)) ?? "absent",
    now: path.verdict,
    causes: path.causes.map(publicCause).map((cause) => {
      const source = sourceOf(cause.address, cause.attribute);
      const fixed = isPlanned(plan, cause)
        ? { ...cause, fix: `run terraform apply: it sets ${cause.attribute}` }
        : cause;
      return source ? { ...fixed, source } : fixed;
    }),
  }));
}

/** Whether the plan sets the attribute already: then the fix is to apply it. */
function isPlanned({ changes }: ChangedPlan, { address, attribute }: Traced["causes"][number]): boolean {
  const change = changes.find((one) => one.address === address && one.action === "update");
  const places = change ? differences(change.before ?? {}, change.after ?? {}) : [];
  return places.some((place) => place.attribute === attribute);
}

import type { ChangedPlan } from "../changes/read";
import { Trail } from "../reachability/path";
import { publicCause } from "../report/public-path";
import type { Source } from "../sources";
import type { Topology } from "../topology/model";
import type { Question } from "../verify";
import type { ReviewedPath, ReviewReport, ReviewVerdict, Standing } from "./contract";
import { countsOf } from "./counts";
import { flowsOf } from "./flows/flows";
import { throughOf } from "./members";
import { type PathPair, pathPairs, standing } from "./paths";
import { risksOf } from "./risks";
import { worldsOf } from "./worlds";

export interface Reviewed {
  report: ReviewReport;
  /** Both worlds, for questions about addresses. */
  topologies: readonly Topology[];
}

type SourceOf = (address: string) => Source | undefined;

/** What a plan does to the paths, and what else in it is dangerous. */
export function review(plan: ChangedPlan, question: Question, sourceOf: SourceOf, allowNone = false): Reviewed {
  const worlds = worldsOf(plan);
  const pairs = pathPairs(worlds, question).map((pair) => (plan.errored ? notTold(pair) : pair));
  const flows = flowsOf(
    worlds,
    plan.changes.filter(({ action }) => action !== "no-op").map(({ type }) => type),
  );
  const { risks, open } = risksOf({ plan, worlds, pairs, through: throughOf(pairs, worlds), flows });
  const { file, kind, errored, incomplete } = plan;
  const { newlyDenied, newlyAllowed, undecided } = flows;
  const located = <Found extends { address: string }>(found: Found) => withSource(found, sourceOf);
  const report: ReviewReport = {
    schema: "lineup/review/1",
    verdict: "safe",
    plan: { file, kind, errored, incomplete },
    paths: pairs.map((pair) => reported(pair, sourceOf)),
    risks: risks.map(located),
    undecided: open.map(located),
    flows: { newlyDenied, newlyAllowed, undecided },
    counts: countsOf(plan.changes),
  };
  return {
    report: { ...report, verdict: verdictOf(report, allowNone) },
    topologies: [worlds.before.topology, worlds.after.topology],
  };
}

/** Danger over unknown over safe. What is declared should be reachable: what is not afterwards is a danger. */
export function verdictOf({ paths, risks, undecided }: ReviewReport, allowNone: boolean): ReviewVerdict {
  const lost = (was: Standing) =>
    paths.some(({ before, after, changedTo }) => after === "absent" && changedTo === undefined && before === was);
  const stands = (is: Standing) => paths.some(({ after }) => after === is);
  if (stands("blocked") || lost("reachable") || risks.some(({ level }) => level === "danger")) return "danger";
  if (stands("unknown") || lost("unknown") || undecided.length > 0) return "unknown";
  return paths.length === 0 && !allowNone ? "unknown" : "safe";
}

/** What a plan that ended in an error holds is a part: what would come of the rest nobody knows. */
function notTold(pair: PathPair): PathPair {
  const trail = new Trail(pair.from, pair.to);
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address: pair.from, attribute: "" },
    "the plan ended in an error: what it would do is not all in it",
    "repair what terraform plan complains about, and judge that plan",
  );
  return { ...pair, after: trail.end(pair.before?.port ?? null), dropped: false, changedTo: undefined };
}

function reported(pair: PathPair, sourceOf: SourceOf): ReviewedPath {
  const { from, to, previousFrom, previousTo, changedTo, before, after } = pair;
  const causes = (after?.causes ?? []).map((cause) => withSource(publicCause(cause), sourceOf));
  return {
    from,
    to,
    ...(previousFrom === undefined ? {} : { previousFrom }),
    ...(previousTo === undefined ? {} : { previousTo }),
    ...(changedTo === undefined ? {} : { changedTo }),
    port: after?.port ?? before?.port ?? null,
    before: standing(before),
    after: standing(after),
    causes,
    assumptions: after?.assumptions ?? [],
  };
}

function withSource<Found extends { address: string }>(found: Found, sourceOf: SourceOf): Found & { source?: Source } {
  const source = sourceOf(found.address);
  return source ? { ...found, source } : found;
}

import type { ChangedPlan } from "../changes/read";
import { compare } from "../compare/comparison";
import { importsIn } from "../compare/imports";
import type { PathPair } from "../compare/path-pairs";
import type { Said } from "../expected";
import { withPins } from "../expected/pins";
import { endNames, type Path, Trail } from "../reachability/path";
import { publicCause } from "../reachability/public-path";
import type { Source, SourceOf } from "../sources";
import type { Topology } from "../topology/model";
import { notJudgedIn } from "../topology/other-callers";
import type { Question } from "../verify";
import type { ReviewedPath, ReviewReport, ReviewVerdict, Standing } from "./contract";
import { countsOf } from "./counts";
import { forgottenIn } from "./forgotten";
import { iamChangesIn } from "./iam-changes";
import { leftByDrift } from "./left-by-drift";
import { whereStillPinned } from "./pinned";
import { risksOf } from "./risks";
import { unjudgedIn } from "./unjudged";

interface Reviewed {
  report: ReviewReport;
  /** Before and after: each network, with its paths in the order of those of the report. */
  networks: readonly { topology: Topology; paths: readonly (Path | undefined)[]; probes: readonly Path[] }[];
}

/** What a plan does to the paths, and what else in it is dangerous. */
export function review(
  plan: ChangedPlan,
  question: Question,
  sourceOf: SourceOf,
  allowNone = false,
  said?: Said,
): Reviewed {
  const { file, kind, errored, incomplete } = plan;
  // A refresh-only plan writes the state alone: the cloud stays as the refresh found it.
  const after = kind === "refresh-only" ? plan.before : plan.after;
  const comparison = compare({
    before: withPins(plan.before, said),
    after: withPins(after, said),
    changes: plan.changes,
    question,
    errored,
    said,
  });
  const pairs = comparison.pairs.map((pair) => (errored ? withoutOutcome(pair) : whereStillPinned(pair, comparison)));
  const { risks, undecided } = risksOf(plan, comparison, pairs, leftByDrift(plan, after, question));
  const { newlyDenied, newlyAllowed, undecided: rules } = comparison.egress;
  const located = <Item extends { address: string; attribute?: string }>(item: Item) => withSource(item, sourceOf);
  const [imports, forgets] = [importsIn(plan.changes), forgottenIn(plan)];
  const notJudged = notJudgedIn(comparison.after.topology);
  const report: ReviewReport = {
    schema: "lineup/review/1",
    verdict: "safe",
    plan: { file, kind, errored, incomplete },
    paths: pairs.map((pair) => reported(pair, sourceOf)),
    ...(notJudged.length > 0 ? { notJudged } : {}),
    risks: risks.map(located),
    iam: iamChangesIn(plan.changes, comparison).map(located),
    unjudged: unjudgedIn(plan.changes),
    undecided: undecided.map(located),
    flows: { newlyDenied, newlyAllowed, undecided: rules },
    counts: countsOf(plan.changes),
    ...(imports.length > 0 ? { imports } : {}),
    ...(forgets ? { forgets } : {}),
  };
  const drawn = (time: "before" | "after") => ({
    topology: comparison[time].topology,
    paths: pairs.map((pair) => pair[time]),
    probes: comparison.probes.flatMap((pair) => pair[time] ?? []),
  });
  return { report: { ...report, verdict: verdictOf(report, allowNone) }, networks: [drawn("before"), drawn("after")] };
}

/** Danger over unknown over safe. What is declared should be reachable: what is not afterwards is a danger. */
export function verdictOf({ paths, risks, undecided, forgets }: ReviewReport, allowNone: boolean): ReviewVerdict {
  const lost = (was: Standing) =>
    paths.some(({ before, after, changedTo }) => after === "absent" && changedTo === undefined && before === was);
  const stands = (is: Standing) => paths.some(({ after }) => after === is);
  if (stands("blocked") || lost("reachable") || risks.some(({ level }) => level === "danger")) return "danger";
  if (stands("unknown") || lost("unknown") || undecided.length > 0) return "unknown";
  // Without a path there is nothing to judge, unless nothing at all happens to what is there.
  return paths.length === 0 && !allowNone && !forgets?.isAll ? "unknown" : "safe";
}

/** A plan that ended in an error holds only a part of what it would do: no path afterwards is known. */
function withoutOutcome(pair: PathPair): PathPair {
  const trail = new Trail(pair.from, pair.to);
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address: pair.from, attribute: "" },
    "the plan ended in an error: it holds only a part of the changes",
    "correct the error that terraform plan printed, and judge the new plan",
  );
  return { ...pair, after: trail.end(pair.before?.port ?? null), dropped: false, changedTo: undefined };
}

function standing(path: PathPair["before"]): Standing {
  return path?.verdict ?? "absent";
}

function reported(pair: PathPair, sourceOf: SourceOf): ReviewedPath {
  const { from, to, previousFrom, previousTo, changedTo, before, after } = pair;
  const causes = (after?.causes ?? []).map((cause) => withSource(publicCause(cause), sourceOf));
  return {
    from,
    to,
    ...endNames(before),
    ...endNames(after),
    ...(previousFrom === undefined ? {} : { previousFrom }),
    ...(previousTo === undefined ? {} : { previousTo }),
    ...(changedTo === undefined ? {} : { changedTo }),
    port: after?.port ?? before?.port ?? null,
    before: standing(before),
    after: standing(after),
    causes,
    assumptions: after?.assumptions ?? [],
    reliesOn: after?.reliesOn ?? [],
  };
}

function withSource<Item extends { address: string; attribute?: string }>(
  found: Item,
  sourceOf: SourceOf,
): Item & { source?: Source } {
  const source = sourceOf(found.address, found.attribute);
  return source ? { ...found, source } : found;
}

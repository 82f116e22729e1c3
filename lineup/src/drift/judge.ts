import type { ChangedPlan } from "../changes/read";
import { type Comparison, compare } from "../compare/comparison";
import type { Exceptions } from "../exceptions/exceptions";
import type { Said } from "../expected";
import { endingPins, withPins } from "../expected/pins";
import { refuseUnanswerable } from "../question";
import type { SourceOf } from "../sources";
import type { Question } from "../verify";
import { drawnNetworks } from "./drawn";
import { changesOf, foundIn } from "./drift-difference";
import type { Live } from "./live";
import type { Drifted, DriftReport, DriftVerdict, Proof, Unmanaged } from "./model";
import { repairOfMoved } from "./moved-traffic";
import type { OtherOwner, OtherState } from "./other-owner";
import { pendingIn } from "./pending";
import { refuseOthers } from "./refuse";
import { repairOf } from "./repair";
import { reportedPaths } from "./reported-paths";
import { shown } from "./shown";
import type { DriftSituation } from "./situation";
import { type Tiered, tiersOf } from "./tiers";
import { referenceOf, type Traced, traceAgainst, withoutProbes } from "./traced-paths";
import { modelAsWritten, readingsIn } from "./written";

/** What is known besides the plan. */
export interface Evidence {
  proof: Proof;
  /** What the live project holds, where somebody looked. */
  live: Live | undefined;
  /** The state of another root, which may still have what this one has taken over. */
  others?: OtherState | undefined;
  /** What the environment says of its services besides their Terraform, where it does. */
  said?: Said | undefined;
  exceptions: Exceptions;
  question: Question;
  allowNone: boolean;
  sourceOf: SourceOf;
}

export interface DriftJudged {
  report: DriftReport;
  /** As written and as it is now: each network, with its paths in the order of those of the report. */
  networks: ReturnType<typeof drawnNetworks>;
}

/** What changed outside Terraform: the project as it is now, traced again and compared with what was written. */
export function judgeDrift(plan: ChangedPlan, evidence: Evidence): DriftJudged {
  refuseOthers(plan);
  const { proof, live, said, exceptions, question, sourceOf } = evidence;
  const written = withPins(modelAsWritten(plan), said);
  const now = withPins(live ? live.over(plan.before) : plan.before, said);
  const reference = referenceOf(written, question);
  const { paths, judged } = traceAgainst(reference, now, question);
  refuseUnanswerable([reference.judged.topology, judged.topology], question);

  const found = [...foundIn(plan.drift), ...(live?.differences(plan.before) ?? [])];
  const changes = changesOf(found, plan);
  const comparison = compare({ before: written, after: now, changes, question, said });
  const situation: DriftSituation = {
    comparison,
    changes,
    reference,
    written,
    now,
    paths,
    question,
    withUnmanaged: live?.withUnmanaged(written),
  };
  const tiered = tiersOf(found, situation, readingsIn(plan));
  const all = tiered.map((one) => drifted(one, plan, comparison, evidence));
  const real = all.filter(({ tier }) => tier !== "noise");
  const silenced = new Set(real.filter((one) => exceptions.silences({ ...one, never: neverSilenced(one) })));
  const counted = real.filter((one) => !silenced.has(one));

  const unmanaged = live?.unmanaged(situation) ?? [];
  const pins = said ? endingPins(said) : [];
  const listed = withoutProbes(paths, reference.judged, judged);
  const unknown = [...unknownIn(plan, listed, evidence), ...doubtsIn(counted), ...unknownOf(unmanaged)];
  const report: DriftReport = {
    schema: "lineup/drift/1",
    verdict: verdictOf(counted, paths, unmanaged, unknown),
    file: plan.file,
    drifted: [...worstFirst(counted), ...all.filter(({ tier }) => tier === "noise")],
    excepted: [...silenced],
    paths: reportedPaths(plan, listed, reference, sourceOf),
    ...(judged.notJudged.length > 0 ? { notJudged: [...judged.notJudged] } : {}),
    pending: pendingIn(plan, found),
    unmanaged,
    ...(pins.length > 0 ? { pins } : {}),
    proof,
    unknown: [...new Set(unknown)],
    noise: all.length - real.length,
    exceptions: exceptions.noted(),
  };
  return { report, networks: drawnNetworks(report.paths, reference.judged, judged) };
}

function drifted(
  { found, tier, code, message, rule }: Tiered,
  plan: ChangedPlan,
  comparison: Comparison,
  { sourceOf, others }: Evidence,
): Drifted {
  const { address, type, before, difference } = found;
  const owner = tier === "noise" ? undefined : others?.ownerOf(type, before);
  const attribute = difference?.attribute ?? "";
  const source = sourceOf(address, attribute);
  return {
    address,
    attribute,
    before: difference ? shown(type, attribute, difference.before) : null,
    after: difference ? shown(type, attribute, difference.after) : null,
    tier,
    code,
    message: owner ? `${message}; ${ownedTwice(owner)}` : message,
    ...(owner ? { alsoOwnedBy: owner } : {}),
    ...(rule === undefined ? {} : { rule }),
    repair: tier === "noise" ? "" : (repairOfMoved(found, plan, comparison) ?? repairOf(found, plan)),
    ...(source ? { source } : {}),
  };
}

function ownedTwice({ address, file }: OtherOwner): string {
  return `it is also managed by ${address} of ${file}: two owners, and whoever applies last wins`;
}

function neverSilenced({ tier, code }: Drifted): string | undefined {
  if (code === "DELETED") return "an exception cannot accept a deletion";
  return tier === "breaks" ? "an exception cannot accept what cuts a path" : undefined;
}

/** Everything because of which the verdict may not be clean. */
function unknownIn(plan: ChangedPlan, paths: readonly Traced[], { proof, live, allowNone }: Evidence): string[] {
  const isEmpty = !plan.written.resources.some(({ mode }) => mode === "managed");
  const open = paths.filter(({ verdict }) => verdict === "unknown");
  return [
    ...(proof.by === "none" ? [proof.why] : []),
    ...(isEmpty ? ["the state is empty: nothing was applied yet, or the state was lost"] : []),
    ...(paths.length === 0 && !isEmpty && !allowNone
      ? ["no service declares a path to a Redis: there is nothing to judge, which --allow-none accepts"]
      : []),
    ...open.flatMap(({ from, to, causes }) =>
      causes.map(({ address, message }) => `whether ${from} reaches ${to ?? "a Redis"}: ${address}: ${message}`),
    ),
    ...(live?.unread ?? []),
  ];
}

/** Changes of things that are not evaluated, such as the rules of a firewall policy. */
function doubtsIn(counted: readonly Drifted[]): string[] {
  return counted
    .filter(({ tier, address }) => tier === "benign" && NOT_EVALUATED.test(address))
    .map(({ address }) => `${address} changed, and what it decides is not evaluated`);
}

const NOT_EVALUATED =
  /(^|\.)google_(compute_(region_)?(network_)?firewall_policy_(rule|association)|network_connectivity_policy_based_route)\./;

function unknownOf(unmanaged: readonly Unmanaged[]): string[] {
  return unmanaged
    .filter(({ tier }) => tier === "unknown")
    .map(({ kind, name, message }) => `${kind} ${name} ${message}`);
}

function verdictOf(
  counted: readonly Drifted[],
  paths: readonly Traced[],
  unmanaged: readonly Unmanaged[],
  unknown: readonly string[],
): DriftVerdict {
  const tiers = new Set<string>([...counted, ...unmanaged].map(({ tier }) => tier));
  if (tiers.has("breaks") || paths.some(({ verdict }) => verdict === "blocked")) return "breaks";
  if (tiers.has("weakens")) return "weakens";
  if (unknown.length > 0) return "unknown";
  return tiers.has("benign") ? "benign" : "clean";
}

function worstFirst(items: readonly Drifted[]): Drifted[] {
  const order = ["breaks", "weakens", "benign"];
  return [...items].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
}

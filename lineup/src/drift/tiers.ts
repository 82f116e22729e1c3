import type { Change } from "../changes/change";
import type { Comparison } from "../compare/comparison";
import { isWithin } from "../compare/differences";
import { saysTheSame, type Widening, widenedRule } from "../compare/firewall-rule-widening";
import { targetName } from "../reachability/names";
import type { Path } from "../reachability/path";
import { CHANGE_RULES } from "../rules/change";
import type { ChangeFinding, ChangeRule, DriftMeaning, Tier } from "../rules/define";
import type { DriftCode } from "../rules/drift-code";
import { responsibleFor } from "./attribution";
import type { DriftDifference } from "./drift-difference";
import { movedInWords } from "./moved-traffic";
import { type IsRead, noiseOf } from "./noise";
import type { DriftSituation } from "./situation";
import { isRule, keyOf, type Traced } from "./traced-paths";

export interface Tiered {
  found: DriftDifference;
  tier: Tier;
  code: DriftCode;
  message: string;
  /** The change rule that says it, where one does. */
  rule?: string | undefined;
}

/** Something that is more open than written, or that breaks though packets arrive, and the attributes that made it so. */
interface Opening extends DriftMeaning {
  message: string;
  by: Widening["by"];
  /** The change rule that says it. */
  rule?: string;
}

/** What each difference is: noise first, then whether it cuts a path, then whether it opens more than was written. */
export function tiersOf(found: readonly DriftDifference[], situation: DriftSituation, isRead: IsRead): Tiered[] {
  const opened = openingsIn(situation);
  const noise = new Map(found.map((one) => [one, noiseIn(one, situation, isRead)]));
  const real = found.filter((one) => noise.get(one) === undefined);
  const responsible = responsibleFor(real, situation);
  return found.map((one): Tiered => {
    const why = noise.get(one);
    if (why !== undefined) return { found: one, tier: "noise", code: "NOISE", message: why };
    const attribute = one.difference?.attribute ?? "";
    const openings = (opened.get(one.address) ?? []).filter(({ by }) => by(attribute));
    const path = responsible.get(one);
    const opening = openings.find(({ tier }) => tier === "breaks") ?? openings[0];
    const code = one.difference ? undefined : ("DELETED" as const);
    if (path) return { found: one, tier: "breaks", code: code ?? "PATH_BROKEN", message: broken(one, path) };
    const passed = code && isRule(one.address) ? passing(one.address, situation) : undefined;
    if (passed) return { found: one, tier: "breaks", code: "DELETED", message: openWithout(passed, situation) };
    if (opening) {
      const { tier, message, rule } = opening;
      return { found: one, tier, code: code ?? opening.code, message, rule };
    }
    const moved = movedInWords(one, situation.comparison);
    if (moved !== undefined) return { found: one, tier: "benign", code: "TRAFFIC_MOVED", message: moved };
    const message = code
      ? "it was deleted, and no path depends on it"
      : "it was changed outside Terraform, and no path depends on it";
    return { found: one, tier: "benign", code: code ?? "CHANGED", message };
  });
}

function noiseIn(found: DriftDifference, situation: DriftSituation, isRead: IsRead): string | undefined {
  if (!found.difference) return undefined;
  if (isPasswordOfSwitch(found)) return "the password that follows from AUTH";
  const why = noiseOf(found, found.difference, isRead);
  if (why !== undefined || found.type !== "google_compute_firewall") return why;
  const [was, is] = [situation.comparison.before, situation.comparison.after].map(({ firewallRules }) =>
    firewallRules.get(found.address),
  );
  const isReach = /^(allow|deny|(source|destination)_ranges)(\.|$)/.test(found.difference.attribute);
  return isReach && was && is && saysTheSame(was, is) ? "the same rule in another form" : undefined;
}

/** AUTH switched on or off is one act, however many attributes tell of it. */
function isPasswordOfSwitch({ type, before, after, difference }: DriftDifference): boolean {
  return (
    type === "google_redis_instance" &&
    difference?.attribute === "auth_string" &&
    (before.auth_enabled === true) !== (after?.auth_enabled === true)
  );
}

function broken({ address, difference }: DriftDifference, { from, to, names, causes }: Traced): string {
  const own = causes.filter((cause) => cause.address === address);
  const cause = own.find(({ attribute }) => attribute === difference?.attribute) ?? own[0] ?? causes[0];
  const target = to === null ? "its Redis" : names.toName === undefined ? to : targetName(to, names.toName);
  return `${names.fromName ?? from} cannot reach ${target}: ${cause?.message ?? "the path is cut"}`;
}

/** A path that passed this rule, where it was written. */
function passing(address: string, { reference }: DriftSituation): Path | undefined {
  return reference.judged.paths.find(
    (path) => path.verdict !== "blocked" && reference.foundations.get(path)?.has(address),
  );
}

function openWithout(path: Path, { paths }: DriftSituation): string {
  const said = `the path from ${path.from} to ${path.to ?? "its Redis"} used it, and it was deleted`;
  const now = paths.find((one) => keyOf(one) === keyOf(path))?.verdict;
  return now === "reachable" ? `${said}: the traffic that it allowed is still allowed without it` : said;
}

/** What change rules say of each changed resource, as far as it means something in drift. */
function openingsIn(situation: DriftSituation): Map<string, Opening[]> {
  const { comparison, changes } = situation;
  return new Map(
    changes.map((change) => {
      const byRules = CHANGE_RULES.flatMap((rule) =>
        rule.check(change, comparison).flatMap((found): Opening[] => {
          const meaning = "undetermined" in found ? undefined : (found.drift ?? rule.drift);
          return "undetermined" in found || !meaning ? [] : [{ ...meaning, ...explainedBy(rule, found, change) }];
        }),
      );
      return [change.address, [...byRules, ...widenedIn(change, comparison)]];
    }),
  );
}

function explainedBy({ id }: ChangeRule, found: ChangeFinding, { after }: Change): Omit<Opening, "tier" | "code"> {
  const { because = [], consequence: message, explains } = found;
  const attributes = (attribute: string) => because.some((whole) => isWithin(sameAnnotation(attribute), whole));
  return { rule: id, message, by: after === undefined ? () => true : (explains ?? attributes) };
}

/** Cloud Run lists annotations twice: as written, and as they are in effect. */
function sameAnnotation(attribute: string): string {
  return attribute.replace(/(^|\.)effective_(annotations\.)/, "$1$2");
}

/** A firewall rule that lets more through than written, whether a path stands on it or not. */
function widenedIn(change: Change, comparison: Comparison): Opening[] {
  const { was, is } = comparison.firewallRules(change);
  const widening = was && widenedRule(was, is, comparison.after.topology);
  return widening ? [{ ...widening, tier: "weakens" }] : [];
}

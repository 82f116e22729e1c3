import { Coverage, Cuts, coverersOf, isCovered } from "../../../sets/coverage";
import type { Reported } from "../../define";
import { type AuditedRule, boundsOf, byName } from "./audited";

/** A rule may lie below thousands; beyond this many nobody counts along. */
const MOST_COUNTED = 100;

/** Rules all of whose packets are decided by rules above them. */
export function shadowedRules(rules: readonly AuditedRule[]): Reported[] {
  const groups = new Map<string, AuditedRule[]>();
  for (const rule of rules) {
    // A rule that speaks of nothing is above nobody and below nobody.
    if (rule.box.to.isEmpty || rule.box.traffic.isEmpty) continue;
    const group = groups.get(rule.group);
    if (group) group.push(rule);
    else groups.set(rule.group, [rule]);
  }
  return [...groups.values()].flatMap(neighbourhoods).flatMap(shadowedIn);
}

/** Rules whose ranges are far apart have nothing to say to each other, and most have a range of their own. */
function neighbourhoods(group: readonly AuditedRule[]): AuditedRule[][] {
  const spans = group
    .map((rule) => ({ rule, bounds: boundsOf(rule.box.to) }))
    .sort((a, b) => a.bounds[0] - b.bounds[0]);
  const found: AuditedRule[][] = [];
  let end = -1;
  for (const { rule, bounds } of spans) {
    if (bounds[0] > end) found.push([]);
    found.at(-1)?.push(rule);
    end = Math.max(end, bounds[1]);
  }
  return found.filter(({ length }) => length > 1);
}

function shadowedIn(group: readonly AuditedRule[]): Reported[] {
  const decided = new Decided(group);
  return [...group].sort(byPrecedence).flatMap((rule) => {
    const shadows = targetsOf(rule).map((target) => decided.before(rule, target));
    return shadows.includes(undefined) ? [] : reportOf(rule, [...new Set(shadows.flatMap((above) => above ?? []))]);
  });
}

/** A machine with one tag, or with none; one that carries more tags only meets more rules. */
function targetsOf({ targets }: AuditedRule): (string | undefined)[] {
  return targets?.split(" ") ?? [undefined];
}

/** Everything that has been decided so far, from the highest precedence down: for everybody, and besides for each tag. */
class Decided {
  private readonly cuts: Cuts;
  private readonly forAll: Coverage<AuditedRule>;
  private readonly byTag = new Map<string, Coverage<AuditedRule>>();

  constructor(group: readonly AuditedRule[]) {
    this.cuts = new Cuts(group.map(({ box }) => box.to));
    this.forAll = new Coverage(this.cuts);
  }

  /** The rules that together decided all this one says to a target; undefined where something was left for it. */
  before(rule: AuditedRule, target: string | undefined): AuditedRule[] | undefined {
    const own = target === undefined ? this.forAll : this.forTag(target);
    const coverages = target === undefined ? [own] : [this.forAll, own];
    if (isCovered(rule.box, this.cuts, coverages)) {
      return [...coverersOf(rule.box, this.cuts, coverages, MOST_COUNTED)];
    }
    own.add(rule.box, rule);
    return undefined;
  }

  private forTag(tag: string): Coverage<AuditedRule> {
    const already = this.byTag.get(tag);
    if (already) return already;
    const coverage = new Coverage<AuditedRule>(this.cuts);
    this.byTag.set(tag, coverage);
    return coverage;
  }
}

/** Of two rules that say the same at the same priority, the later one in name is the one too many. */
function byPrecedence(a: AuditedRule, b: AuditedRule): number {
  const denyFirst = Number(b.action === "deny") - Number(a.action === "deny");
  return a.priority - b.priority || denyFirst || byName(a.rule.address, b.rule.address);
}

function reportOf({ rule }: AuditedRule, above: AuditedRule[]): Reported[] {
  const names = above
    .sort(byPrecedence)
    .slice(0, 3)
    .map((other) => other.rule.address);
  const count = above.length < MOST_COUNTED ? `${above.length - names.length}` : "many";
  const more = above.length > names.length ? ` and ${count} more` : "";
  return [
    {
      address: rule.address,
      attribute: "priority",
      message: `never decides a packet: ${names.join(", ")}${more} ${above.length === 1 ? "matches" : "match"} all of its packets first`,
      fix: "remove it, or give it a lower number if it was meant to act",
    },
  ];
}

import { OverlapIndex } from "../../reachability/overlaps";
import { isEmpty, type Space, subtract } from "../../reachability/space";
import type { Finding } from "../finding";
import { type AuditedRule, boundsOf } from "./rules";

/** Beyond this many rules above one rule the answer is not worth its time; the rule then counts as deciding. */
const MOST_RULES_ABOVE = 2_000;

/** Rules all of whose packets are decided by rules above them. */
export function shadowedRules(rules: readonly AuditedRule[]): Finding[] {
  const groups = new Map<string, AuditedRule[]>();
  for (const rule of rules) {
    const group = groups.get(rule.group);
    if (group) group.push(rule);
    else groups.set(rule.group, [rule]);
  }
  return [...groups.values()].flatMap((group) => {
    const index = new OverlapIndex(
      group.flatMap((item) => item.box.to.intervals.map(([from, to]) => ({ from, to, item }))),
    );
    return group.flatMap((rule) => findingFor(rule, coveredBy(rule, index)));
  });
}

/** The rules that together decide everything this one speaks of; undefined where something is left for it. */
function coveredBy(rule: AuditedRule, index: OverlapIndex<AuditedRule>): AuditedRule[] | undefined {
  let left: Space = [rule.box];
  const above: AuditedRule[] = [];
  let looked = 0;
  const [from, to] = boundsOf(rule.box.to);
  index.visit(from, to, (other) => {
    if (++looked > MOST_RULES_ABOVE) return false;
    if (other === rule || !precedes(other, rule) || !targetsAllOf(other, rule)) return true;
    const rest = subtract(left, other.box);
    if (rest !== left && volume(rest) < volume(left)) above.push(other);
    left = rest;
    return !isEmpty(left);
  });
  return isEmpty(left) ? above : undefined;
}

function volume(space: Space): number {
  return space.reduce((sum, { to, traffic }) => sum + to.size * traffic.size, 0);
}

function precedes(other: AuditedRule, rule: AuditedRule): boolean {
  if (other.priority !== rule.priority) return other.priority < rule.priority;
  if (other.action !== rule.action) return other.action === "deny";
  // Two rules that say the same at the same priority: the later one in name is the one too many.
  return other.rule.address < rule.rule.address;
}

function targetsAllOf(other: AuditedRule, rule: AuditedRule): boolean {
  if (other.targets === undefined) return true;
  if (rule.targets === undefined) return false;
  const targets = new Set(other.targets.split(" "));
  return rule.targets.split(" ").every((tag) => targets.has(tag));
}

function findingFor({ rule }: AuditedRule, above: AuditedRule[] | undefined): Finding[] {
  if (!above || above.length === 0) return [];
  const names = above.slice(0, 3).map((other) => other.rule.address);
  const more = above.length > names.length ? ` and ${above.length - names.length} more` : "";
  return [
    {
      rule: "shadowed-rule",
      severity: "warning",
      address: rule.address,
      attribute: "priority",
      message: `never decides a packet: ${names.join(", ")}${more} decide all of it first`,
      fix: "remove it, or give it a lower number if it was meant to act",
    },
  ];
}

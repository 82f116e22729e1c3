import { OverlapIndex } from "../../sets/overlaps";
import { intersect, isEmpty, type Space, subtract } from "../../sets/space";
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
    return group.flatMap((rule) => findingFor(rule, shadowsOf(rule, index)));
  });
}

/** Each target may have its own rules in front; a machine that carries more tags only meets more of them. */
function shadowsOf(rule: AuditedRule, index: OverlapIndex<AuditedRule>): AuditedRule[] | undefined {
  const targets = rule.targets?.split(" ") ?? [undefined];
  const shadows = targets.map((target) => coveredBy(rule, target, index));
  return shadows.includes(undefined) ? undefined : [...new Set(shadows.flatMap((above) => above ?? []))];
}

/** The rules that together decide everything this one says to one target; undefined where something is left for it. */
function coveredBy(
  rule: AuditedRule,
  target: string | undefined,
  index: OverlapIndex<AuditedRule>,
): AuditedRule[] | undefined {
  let left: Space = [rule.box];
  const above: AuditedRule[] = [];
  let looked = 0;
  const [from, to] = boundsOf(rule.box.to);
  index.visit(from, to, (other) => {
    if (++looked > MOST_RULES_ABOVE) return false;
    if (other === rule || !precedes(other, rule) || !acts(other, target)) return true;
    if (isEmpty(intersect(left, other.box))) return true;
    above.push(other);
    left = subtract(left, other.box);
    return !isEmpty(left);
  });
  return isEmpty(left) ? above : undefined;
}

function precedes(other: AuditedRule, rule: AuditedRule): boolean {
  if (other.priority !== rule.priority) return other.priority < rule.priority;
  if (other.action !== rule.action) return other.action === "deny";
  // Two rules that say the same at the same priority: the later one in name is the one too many.
  return other.rule.address < rule.rule.address;
}

/** On a machine that carries this tag alone, or none at all. */
function acts({ targets }: AuditedRule, target: string | undefined): boolean {
  return targets === undefined || (target !== undefined && targets.split(" ").includes(target));
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

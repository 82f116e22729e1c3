import type { Path } from "../reachability/path";
import type { Judgement, Severity } from "./define";
import { VERIFY_RULES } from "./verify";

type VerifyRuleId = (typeof VERIFY_RULES)[number]["id"];

export interface Finding {
  rule: VerifyRuleId;
  severity: Severity;
  address: string;
  attribute: string;
  message: string;
  fix: string;
}

const ORDER: Severity[] = ["error", "warning", "note"];

/**
 * Everything besides the paths that somebody should know, worst first; by the house rules as well where they are asked for.
 * A probe's path that is not listed is a path to the rules.
 */
export function findingsOf(
  { topology, paths, probes = [] }: Judgement & { probes?: readonly Path[] },
  asked: { houseRules: boolean } = { houseRules: false },
): Finding[] {
  const judgement = { topology, paths: [...paths, ...probes] };
  const findings = VERIFY_RULES.filter((rule) => asked.houseRules || !isHouseRule(rule)).flatMap((rule): Finding[] =>
    rule.check(judgement).map((reported) => ({ rule: rule.id, severity: rule.severity, ...reported })),
  );
  return findings.sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || inOrder(a.address, b.address) || inOrder(a.rule, b.rule),
  );
}

function isHouseRule(rule: { house?: true }): boolean {
  return rule.house === true;
}

/** By code unit, which is the same on every machine. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

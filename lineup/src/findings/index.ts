import { auditRules } from "./audit";
import { byName } from "./audit/rules";
import { connectorLimits } from "./connectors";
import type { Check, Finding, Judgement, Severity } from "./finding";
import { literalNetworks } from "./literal-networks";
import { natCombinations } from "./nat";
import { overlappingRanges } from "./networks";
import { notRead } from "./not-read";
import { authWithoutSecret, missingDependency } from "./redis";
import { cpuIdleUnset, literalRedis, secretsInPlainSight } from "./services";
import { unsetComputed } from "./unset";

const CHECKS: Check[] = [
  notRead,
  literalNetworks,
  overlappingRanges,
  connectorLimits,
  literalRedis,
  secretsInPlainSight,
  cpuIdleUnset,
  authWithoutSecret,
  missingDependency,
  natCombinations,
  unsetComputed,
  auditRules,
];

const ORDER: Severity[] = ["error", "warning", "note"];

/** Everything besides the paths that somebody should know, worst first. */
export function findingsOf(judgement: Judgement): Finding[] {
  const findings = CHECKS.flatMap((check) => check(judgement));
  return findings.sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || byName(a.address, b.address) || byName(a.rule, b.rule),
  );
}

import type { Level } from "../contract";
import { firewallNetwork, openedIngress, policy, replacedRule } from "./firewall";
import { connector, foundations, reservedRanges } from "./network";
import { disabledApi, forgotten, ofThePlan, unknownAction } from "./plan";
import { redis } from "./redis";
import type { Open, Rule, Said, Situation } from "./rule";
import { secrets } from "./secrets";
import { opened, services, widenedEgress, widenedSender } from "./services";

const RULES: readonly Rule[] = [
  redis,
  secrets,
  foundations,
  connector,
  reservedRanges,
  services,
  widenedEgress,
  widenedSender,
  opened,
  firewallNetwork,
  policy,
  replacedRule,
  openedIngress,
  forgotten,
  disabledApi,
  unknownAction,
];

const ORDER: Level[] = ["danger", "caution", "note"];

/** Everything dangerous in a plan, worst first; and what could not be told. */
export function risksOf(situation: Situation): { risks: Said[]; open: Open[] } {
  const found: (Said | Open)[] = [];
  for (const change of situation.plan.changes) {
    if (change.deposed || change.action === "no-op" || change.action === "read") continue;
    for (const rule of RULES) found.push(...rule(change, situation));
  }
  const risks = [...ofThePlan(situation), ...found.filter((one): one is Said => "level" in one)];
  return {
    risks: risks.sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level)),
    open: found.filter((one): one is Open => !("level" in one)),
  };
}

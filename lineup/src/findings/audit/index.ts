import type { Resource } from "../../inputs/model";
import { ALL_ADDRESSES } from "../../sets/addresses";
import type { IntervalSet } from "../../sets/intervals";
import type { Topology } from "../../topology/model";
import { get, items } from "../../topology/read";
import { isKnown, type Value } from "../../values";
import type { Check, Finding } from "../finding";
import { egressAllows } from "./openings";
import { auditedRules } from "./rules";
import { shadowedRules } from "./shadowed";

/** What the firewall rules are good for, by the same algebra that judges the paths. */
export const auditRules: Check = (judgement) => {
  const rules = auditedRules(judgement.topology);
  return [...shadowedRules(rules), ...openIngress(judgement.topology), ...egressAllows(rules, judgement)];
};

/** Also of rules that cannot be held against others: the internet comes in whoever else may. */
function openIngress({ rules }: Topology): Finding[] {
  return rules
    .filter(({ direction, action, disabled }) => direction === "INGRESS" && action === "allow" && disabled === false)
    .filter(({ resource, sources }) =>
      sources ? letsEverybodyIn(sources.known, resource) : SENDERS.every((key) => saysNothing(get(resource, key))),
    )
    .map(({ address }) => ({
      rule: "ingress-from-anywhere",
      severity: "warning",
      address,
      attribute: "source_ranges",
      message: "lets the whole internet in to every VM it targets",
      fix: "name the ranges that have to come in; no path to Redis needs an ingress rule",
    }));
}

function saysNothing(value: Value | undefined): boolean {
  return isKnown(value ?? null) && items(value).length === 0;
}

const SENDERS = ["source_tags", "source_service_accounts"];

function letsEverybodyIn(known: IntervalSet, resource: Resource): boolean {
  return known.contains(ALL_ADDRESSES) || items(get(resource, "source_ranges")).includes("::/0");
}

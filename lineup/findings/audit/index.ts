import { ALL_ADDRESSES } from "../../reachability/addresses";
import { IntervalSet } from "../../reachability/intervals";
import { tcp } from "../../reachability/traffic";
import type { Cache, Topology } from "../../topology/model";
import { get, knownText } from "../../topology/read";
import { isKnown } from "../../values";
import type { Check, Finding, Judgement } from "../finding";
import { type AuditedRule, auditedRules } from "./rules";
import { shadowedRules } from "./shadowed";

/** What the firewall rules are good for, by the same algebra that judges the paths. */
export const auditRules: Check = (judgement) => {
  const rules = auditedRules(judgement.topology);
  return [...shadowedRules(rules), ...openIngress(rules), ...egressAllows(rules, judgement)];
};

function openIngress(rules: readonly AuditedRule[]): Finding[] {
  return rules
    .filter(
      ({ rule, action, box }) => rule.direction === "INGRESS" && action === "allow" && box.to.contains(ALL_ADDRESSES),
    )
    .map(({ rule }) => ({
      rule: "ingress-from-anywhere",
      severity: "warning",
      address: rule.address,
      attribute: "source_ranges",
      message: "lets the whole internet in to every VM it targets",
      fix: "name the ranges that have to come in; no path to Redis needs an ingress rule",
    }));
}

/** An egress allow for a connector either serves a declared path, by as much as it needs, or serves none. */
function egressAllows(rules: readonly AuditedRule[], { topology, paths }: Judgement): Finding[] {
  const tags = new Set(
    topology.connectors.flatMap(({ name, region }) =>
      typeof name === "string" && typeof region === "string" ? [`vpc-connector-${region}-${name}`] : [],
    ),
  );
  const served = new Map<string, Cache[]>();
  for (const { to, decidedBy } of paths) {
    const cache = topology.caches.find(({ address }) => address === to);
    if (cache) for (const address of decidedBy) served.set(address, [...(served.get(address) ?? []), cache]);
  }
  return rules
    .filter(
      ({ rule, action, targets }) =>
        rule.direction === "EGRESS" &&
        action === "allow" &&
        targets?.split(" ").some((tag) => tags.has(tag) || tag === "vpc-connector"),
    )
    .flatMap((audited): Finding[] => {
      const caches = served.get(audited.rule.address) ?? [];
      if (caches.length > 0) return tooWide(audited, caches, topology);
      // Whoever wrote down what a rule is for knows something that this input does not declare.
      return knownText(get(audited.rule.resource, "description")) === undefined ? [unneeded(audited)] : [];
    });
}

function unneeded({ rule }: AuditedRule): Finding {
  return {
    rule: "unneeded-rule",
    severity: "note",
    address: rule.address,
    attribute: "allow",
    message: "opens the connector for something that no path declared in this input needs",
    fix: "keep it only if something other than Redis needs it",
  };
}

function tooWide({ rule, box }: AuditedRule, caches: readonly Cache[], topology: Topology): Finding[] {
  const needed = IntervalSet.union(caches.map((cache) => rangeOf(cache, topology)));
  const traffic = IntervalSet.union(caches.map(({ port }) => (isKnown(port) ? tcp(port) : IntervalSet.empty)));
  if (needed.contains(box.to) && traffic.contains(box.traffic)) return [];
  const what = needed.contains(box.to) ? "ports or protocols" : "destinations";
  return [
    {
      rule: "wide-rule",
      severity: "note",
      address: rule.address,
      attribute: what === "destinations" ? "destination_ranges" : "allow",
      message: `allows more ${what} than the Redis it serves needs`,
      fix: "narrow it to the range of Redis and its port",
    },
  ];
}

/** A rule speaks of the allocated range, not of the address: the address moves. */
function rangeOf({ addresses }: Cache, { allocations }: Topology): IntervalSet {
  const holding = allocations.flatMap(({ range }) =>
    range !== undefined && isKnown(range) && range.contains(addresses) ? [range] : [],
  );
  return IntervalSet.union([addresses, ...holding]);
}

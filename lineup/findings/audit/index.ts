import type { Resource } from "../../inputs/model";
import { ALL_ADDRESSES } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import { tcp } from "../../sets/traffic";
import type { Cache, Topology } from "../../topology/model";
import { compare } from "../../topology/networks";
import { get, items, knownText } from "../../topology/read";
import { isKnown, type Value } from "../../values";
import type { Check, Finding, Judgement } from "../finding";
import { type AuditedRule, auditedRules } from "./rules";
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

/** An egress allow for a connector either serves a declared path, by as much as it needs, or serves none. */
function egressAllows(rules: readonly AuditedRule[], { topology, paths }: Judgement): Finding[] {
  const tags = new Set(
    topology.connectors.flatMap(({ name, region }) =>
      typeof name === "string" && typeof region === "string" ? [`vpc-connector-${region}-${name}`] : [],
    ),
  );
  const targets = new Set(paths.map(({ to }) => to));
  const declared = topology.caches
    .filter(({ address }) => targets.has(address))
    .map((cache) => ({ cache, range: rangeOf(cache, topology) }));
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
      if (declared.some((target) => speaksOf(audited, target))) return [];
      // Whoever wrote down what a rule is for knows something that this input does not declare.
      return knownText(get(audited.rule.resource, "description")) === undefined ? [unneeded(audited)] : [];
    });
}

/** A path that is cut elsewhere still needs its opening. */
function speaksOf({ rule, box }: AuditedRule, { cache, range }: { cache: Cache; range: IntervalSet }): boolean {
  if (!rule.network || compare(rule.network, cache.network) === "different") return false;
  return (!isKnown(cache.port) || box.traffic.overlaps(tcp(cache.port))) && box.to.overlaps(range);
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
  const traffic = IntervalSet.union(caches.map(({ port }) => (isKnown(port) ? tcp(port) : box.traffic)));
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

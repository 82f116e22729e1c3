import { ALL_ADDRESSES } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { ALL_TRAFFIC } from "../sets/traffic";
import type { Cache, FirewallRule } from "../topology/model";
import { compare, type NetworkId } from "../topology/networks";
import { isKnown, type Maybe } from "../values";
import { type ActingRule, byPrecedence } from "./firewall";

/** Who sends: the VMs of a connector or the network interface of a service. */
export interface Sender {
  network: NetworkId;
  tags: Maybe<readonly string[]>;
  range: Maybe<IntervalSet> | undefined;
  /** Names Google gives its own rules for this connector begin like this. */
  googleRules: string | undefined;
}

/**
 * How an egress rule acts on one sender towards one cache. A rule of which something cannot be told acts in two ways:
 * as it would at best for the packet, and as it would at worst. Where both give the same verdict, nothing is missing.
 */
export interface Acting {
  rule: FirewallRule;
  best: ActingRule | undefined;
  worst: ActingRule | undefined;
  /** What would have to be known to make the two agree. */
  doubts: string[];
  /** A doubt that no configuration could settle. */
  undocumented: boolean;
  /** Everything about it is known; it acts on a part of the sender's addresses only. */
  partly: boolean;
}

/** Where a packet goes: a cache, or everywhere. */
export type Target = Pick<Cache, "address" | "addresses"> & Partial<Pick<Cache, "endpoints">>;

/** `rules` are what the rule book finds for the sender: no ingress, nothing disabled, no rule for other tags. */
export function actingRules(rules: readonly FirewallRule[], sender: Sender, cache: Target): Acting[] {
  return rules.flatMap((rule) => acting(rule, sender, cache) ?? []);
}

export function bestCase(rules: readonly Acting[]): ActingRule[] {
  return rules.flatMap(({ best }) => best ?? []).sort(byPrecedence);
}

export function worstCase(rules: readonly Acting[]): ActingRule[] {
  return rules.flatMap(({ worst }) => worst ?? []).sort(byPrecedence);
}

type Applies = "yes" | "no" | "maybe";

function acting(rule: FirewallRule, sender: Sender, cache: Target): Acting | undefined {
  if (sender.googleRules !== undefined && typeof rule.name === "string" && rule.name.startsWith(sender.googleRules)) {
    return undefined;
  }
  const doubts: string[] = [];
  const conditions: Applies[] = [
    weigh(onNetwork(rule, sender), "network", doubts),
    weigh(targets(rule, sender), "target_tags", doubts),
    weigh(comesFrom(rule, sender), "source_ranges", doubts),
    weigh(isKnown(rule.direction) ? "yes" : "maybe", "direction", doubts),
    weigh(isKnown(rule.disabled) ? "yes" : "maybe", "disabled", doubts),
    weigh(rule.certain ? "yes" : "maybe", "count or for_each", doubts),
    weigh(rule.targetsAccounts ? "maybe" : "yes", "target_service_accounts", doubts),
    weigh(rule.isMisplaced ? "maybe" : "yes", "project", doubts),
  ];
  if (conditions.includes("no")) return undefined;
  const surely = conditions.every((condition) => condition === "yes");

  const destinations = destinationsFor(rule, cache);
  const traffic = {
    outer: isKnown(rule.traffic) ? rule.traffic : ALL_TRAFFIC,
    inner: isKnown(rule.traffic) ? rule.traffic : IntervalSet.empty,
  };
  if (!isKnown(rule.traffic)) doubts.push(`its protocols and ports (${rule.traffic.shown})`);
  for (const { shown } of rule.destinations.unresolved) doubts.push(`destination_ranges (${shown})`);
  if (!isKnown(rule.priority)) doubts.push(`priority (${rule.priority.shown})`);
  if (!isKnown(rule.action)) doubts.push("whether it allows or denies");

  const outer = { to: destinations.outer, traffic: traffic.outer };
  const inner = { to: destinations.inner, traffic: traffic.inner };
  const make = (action: "allow" | "deny", box: typeof outer, priority: number): ActingRule | undefined =>
    box.to.isEmpty || box.traffic.isEmpty ? undefined : { address: rule.address, action, priority, boxes: [box] };
  const [early, late] = isKnown(rule.priority) ? [rule.priority, rule.priority] : [0, 65534];
  const allows = rule.action !== "deny";
  const denies = rule.action !== "allow";
  return {
    rule,
    // At best an allow is all it can be and a deny only what it must be; at worst the other way round.
    best: allows ? make("allow", outer, early) : surely && isKnown(rule.action) ? make("deny", inner, late) : undefined,
    worst: denies
      ? make("deny", outer, early)
      : surely && isKnown(rule.action)
        ? make("allow", inner, late)
        : undefined,
    doubts,
    undocumented: rule.targetsAccounts,
    partly: doubts.length === 1 && doubts[0] === "source_ranges" && sender.range !== undefined && isKnown(sender.range),
  };
}

function weigh(applies: Applies, what: string, doubts: string[]): Applies {
  if (applies === "maybe") doubts.push(what);
  return applies;
}

function onNetwork(rule: FirewallRule, sender: Sender): Applies {
  if (!rule.network) return "maybe";
  return { same: "yes", different: "no", unknown: "maybe" }[compare(rule.network, sender.network)] as Applies;
}

function targets({ tags }: FirewallRule, sender: Sender): Applies {
  if (tags === undefined) return "yes";
  if (!isKnown(tags) || !isKnown(sender.tags)) return "maybe";
  const mine: readonly string[] = sender.tags;
  return tags.some((tag) => typeof tag === "string" && mine.includes(tag)) ? "yes" : "maybe";
}

/** Egress rules may have sources: they act on senders whose addresses are in them. */
function comesFrom({ sources }: FirewallRule, sender: Sender): Applies {
  if (!sources) return "yes";
  const range = sender.range;
  if (range === undefined || !isKnown(range)) return sources.known.contains(ALL_ADDRESSES) ? "yes" : "maybe";
  if (sources.known.contains(range)) return "yes";
  return sources.known.overlaps(range) || sources.unresolved.length > 0 || sources.hostsOf.length > 0 ? "maybe" : "no";
}

/** `host/32` of this very cache covers it, wherever it will be; of another cache it covers something else. */
function destinationsFor({ destinations }: FirewallRule, cache: Target): { outer: IntervalSet; inner: IntervalSet } {
  const endpoints = cache.endpoints ?? [cache.address];
  const known = destinations.hostsOf.some((name) => endpoints.includes(name))
    ? IntervalSet.union([destinations.known, cache.addresses])
    : destinations.known;
  return { inner: known, outer: destinations.unresolved.length > 0 ? ALL_ADDRESSES : known };
}

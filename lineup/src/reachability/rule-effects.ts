import { ALL_ADDRESSES } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { ALL_TRAFFIC } from "../sets/traffic";
import type { FirewallRule, Target } from "../topology/model";
import { compareNetworks, type NetworkId } from "../topology/networks";
import { isKnown, type Maybe } from "../values";
import { byPrecedence, type RuleOnSender } from "./firewall";

/** What sends the packet: the VMs of a connector or the network interface of a service. */
export interface PacketSender {
  network: NetworkId;
  tags: Maybe<readonly string[]>;
  range: Maybe<IntervalSet> | undefined;
  /** The names of the firewall rules that Google makes for this connector begin like this. */
  googleRules: string | undefined;
}

/**
 * How an egress firewall rule acts on one sender towards one Redis. A rule that is known in part has two effects: the
 * best for the packet and the worst. Where both give the same verdict, what is unknown about it does not matter.
 */
export interface RuleEffect {
  rule: FirewallRule;
  best: RuleOnSender | undefined;
  worst: RuleOnSender | undefined;
  /** The attributes that are unknown, which make the two differ. */
  doubts: string[];
  /** Google does not document what it does: no configuration makes it known. */
  undocumented: boolean;
  /** Everything about it is known; it applies to a part of the sender's addresses only. */
  partly: boolean;
}

/** Where a packet goes: a Redis, or everywhere. */
export type PacketDestination = Pick<Target, "address" | "addresses"> & Partial<Pick<Target, "endpoints" | "within">>;

/** `rules` are those that EgressRules finds for the sender: no ingress, none disabled, none for other tags. */
export function ruleEffects(
  rules: readonly FirewallRule[],
  sender: PacketSender,
  target: PacketDestination,
): RuleEffect[] {
  return rules.flatMap((rule) => effectOf(rule, sender, target) ?? []);
}

export function bestCase(rules: readonly RuleEffect[]): RuleOnSender[] {
  return rules.flatMap(({ best }) => best ?? []).sort(byPrecedence);
}

export function worstCase(rules: readonly RuleEffect[]): RuleOnSender[] {
  return rules.flatMap(({ worst }) => worst ?? []).sort(byPrecedence);
}

type RuleApplies = "yes" | "no" | "maybe";

function effectOf(rule: FirewallRule, sender: PacketSender, target: PacketDestination): RuleEffect | undefined {
  if (sender.googleRules !== undefined && typeof rule.name === "string" && rule.name.startsWith(sender.googleRules)) {
    return undefined;
  }
  const doubts: string[] = [];
  const conditions: RuleApplies[] = [
    noted(onNetwork(rule, sender), "network", doubts),
    noted(targets(rule, sender), "target_tags", doubts),
    noted(comesFrom(rule, sender), "source_ranges", doubts),
    noted(isKnown(rule.direction) ? "yes" : "maybe", "direction", doubts),
    noted(isKnown(rule.disabled) ? "yes" : "maybe", "disabled", doubts),
    noted(rule.certain ? "yes" : "maybe", "count or for_each", doubts),
    noted(rule.targetsAccounts ? "maybe" : "yes", "target_service_accounts", doubts),
    noted(rule.isMisplaced ? "maybe" : "yes", "project", doubts),
  ];
  if (conditions.includes("no")) return undefined;
  const isCertain = conditions.every((condition) => condition === "yes");

  const destinations = destinationsFor(rule, target);
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
  const make = (action: "allow" | "deny", box: typeof outer, priority: number): RuleOnSender | undefined =>
    box.to.isEmpty || box.traffic.isEmpty ? undefined : { address: rule.address, action, priority, boxes: [box] };
  const [early, late] = isKnown(rule.priority) ? [rule.priority, rule.priority] : [0, 65534];
  const allows = rule.action !== "deny";
  const denies = rule.action !== "allow";
  return {
    rule,
    // At best an allow covers all that it may and a deny only what it surely does; at worst the other way round.
    best: allows
      ? make("allow", outer, early)
      : isCertain && isKnown(rule.action)
        ? make("deny", inner, late)
        : undefined,
    worst: denies
      ? make("deny", outer, early)
      : isCertain && isKnown(rule.action)
        ? make("allow", inner, late)
        : undefined,
    doubts,
    undocumented: rule.targetsAccounts,
    partly: doubts.length === 1 && doubts[0] === "source_ranges" && sender.range !== undefined && isKnown(sender.range),
  };
}

function noted(applies: RuleApplies, what: string, doubts: string[]): RuleApplies {
  if (applies === "maybe") doubts.push(what);
  return applies;
}

function onNetwork(rule: FirewallRule, sender: PacketSender): RuleApplies {
  if (!rule.network) return "maybe";
  return { same: "yes", different: "no", unknown: "maybe" }[
    compareNetworks(rule.network, sender.network)
  ] as RuleApplies;
}

function targets({ tags }: FirewallRule, sender: PacketSender): RuleApplies {
  if (tags === undefined) return "yes";
  if (!isKnown(tags) || !isKnown(sender.tags)) return "maybe";
  const senderTags: readonly string[] = sender.tags;
  return tags.some((tag) => typeof tag === "string" && senderTags.includes(tag)) ? "yes" : "maybe";
}

/** An egress firewall rule with source ranges applies to senders whose addresses are in them. */
function comesFrom({ sources }: FirewallRule, sender: PacketSender): RuleApplies {
  if (!sources) return "yes";
  const range = sender.range;
  if (range === undefined || !isKnown(range)) return sources.known.contains(ALL_ADDRESSES) ? "yes" : "maybe";
  if (sources.known.contains(range)) return "yes";
  return sources.known.overlaps(range) || sources.unresolved.length > 0 || sources.hostsOf.length > 0 ? "maybe" : "no";
}

/**
 * `host/32` of this Redis covers it, whatever its address will be; of another Redis it covers something else. All of the
 * range that it takes its address from covers it as well.
 */
function destinationsFor(
  { destinations }: FirewallRule,
  target: PacketDestination,
): { outer: IntervalSet; inner: IntervalSet } {
  const endpoints = target.endpoints ?? [target.address];
  const isNamed =
    destinations.hostsOf.some((name) => endpoints.includes(name)) ||
    destinations.rangesOf.some((name) => target.within?.includes(name));
  const known = isNamed ? IntervalSet.union([destinations.known, target.addresses]) : destinations.known;
  return { inner: known, outer: destinations.unresolved.length > 0 ? ALL_ADDRESSES : known };
}

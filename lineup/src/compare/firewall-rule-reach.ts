import { ALL_ADDRESSES, addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { ALL_TRAFFIC } from "../sets/traffic";
import type { FirewallRule } from "../topology/model";
import { get, items, knownText } from "../topology/read";
import { isKnown } from "../values";

/** What a rule speaks of, one dimension at a time: it speaks of every combination of them. */
export interface Reach {
  targets: Names;
  remotes: Names;
  /** An egress rule may be narrowed to senders, an ingress rule to receivers, by their addresses. */
  narrowedTo: Names;
  traffic: IntervalSet;
}

/** Addresses, and names that stand for senders or receivers; `everyone` where nothing narrows it. */
interface Names {
  everyone: boolean;
  addresses: IntervalSet;
  names: Set<string>;
}

type Dimension = keyof Reach;

/** The attributes by which a rule says each dimension. */
export const SAID_BY: Record<Dimension, RegExp> = {
  targets: /^target_(tags|service_accounts)$/,
  remotes: /^(destination_ranges|source_ranges|source_tags|source_service_accounts)$/,
  narrowedTo: /^(destination_ranges|source_ranges)$/,
  traffic: /^(allow|deny)(\.|$)/,
};

/** A rule is held against many others. */
const known = new WeakMap<FirewallRule, Reach>();

export function reachOf(rule: FirewallRule): Reach {
  const reach = known.get(rule) ?? read(rule);
  known.set(rule, reach);
  return reach;
}

function read(rule: FirewallRule): Reach {
  const texts = (attribute: string) =>
    items(get(rule.resource, attribute)).flatMap((item) => knownText(item) ?? JSON.stringify(item));
  const [sources, destinations] = [texts("source_ranges"), texts("destination_ranges")];
  const senders = [...texts("source_tags"), ...texts("source_service_accounts")];
  const outward = rule.direction === "EGRESS";
  return {
    targets: named([], [...texts("target_tags"), ...texts("target_service_accounts")]),
    remotes: outward ? named(destinations, []) : named(sources, senders),
    narrowedTo: named(outward ? sources : destinations, []),
    traffic: isKnown(rule.traffic) ? rule.traffic : ALL_TRAFFIC,
  };
}

/** IPv6 ranges stand among the names: they are compared as text, so that none of them is overlooked. */
function named(ranges: readonly string[], names: readonly string[]): Names {
  const sets = ranges.map((range) => ({ range, set: addressesOf(range) }));
  const others = sets.filter(({ set }) => set === undefined || set.isEmpty).map(({ range }) => range.toLowerCase());
  return {
    everyone: ranges.length + names.length === 0,
    addresses: IntervalSet.union(sets.flatMap(({ set }) => set ?? [])),
    names: new Set([...others, ...names]),
  };
}

/** The dimensions in which one reach has what the other has not. */
export function beyond(reach: Reach, other: Reach): Dimension[] {
  const found: Dimension[] = [];
  for (const dimension of ["targets", "remotes", "narrowedTo"] as const) {
    if (!holds(other[dimension], reach[dimension])) found.push(dimension);
  }
  if (!other.traffic.contains(reach.traffic)) found.push("traffic");
  return found;
}

function holds(whole: Names, part: Names): boolean {
  if (whole.everyone || (whole.addresses.contains(ALL_ADDRESSES) && part.names.size === 0 && !part.everyone))
    return true;
  if (part.everyone) return false;
  return whole.addresses.contains(part.addresses) && [...part.names].every((name) => whole.names.has(name));
}

/** Whether two rules may speak of the same packet; names may stand for anybody. */
export function meet(one: Reach, other: Reach): boolean {
  const pairs = (["targets", "remotes", "narrowedTo"] as const).map((key) => [one[key], other[key]] as const);
  return one.traffic.overlaps(other.traffic) && pairs.every(([a, b]) => mayShare(a, b));
}

function mayShare(a: Names, b: Names): boolean {
  if (a.everyone || b.everyone) return true;
  if (a.addresses.overlaps(b.addresses)) return true;
  if ([...a.names].some((name) => b.names.has(name))) return true;
  const isMixed = (names: Names) => !names.addresses.isEmpty && names.names.size > 0;
  return isMixed(a) || isMixed(b) || a.addresses.isEmpty !== b.addresses.isEmpty;
}

/** Whether a firewall rule speaks of packets of which the other does not, or where that is unknown. */
export function speaksOfMore(rule: FirewallRule, other: FirewallRule): boolean {
  return !isKnown(rule.traffic) || !isKnown(other.traffic) || beyond(reachOf(rule), reachOf(other)).length > 0;
}

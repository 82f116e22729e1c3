import { CALLER_TYPES } from "../../../facts/callers";
import { EgressRules } from "../reachability/egress-rules";
import type { Entry } from "../reachability/hops/entry";
import type { PacketDestination, PacketSender, RuleEffect } from "../reachability/rule-effects";
import { ALL_ADDRESSES, blocksOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { protocolsAndPorts, trafficOf } from "../sets/traffic";
import type { FirewallRule, Topology } from "../topology/model";
import { isKnown, Unresolved } from "../values";

import { difference, type EgressDifference, type Packets } from "./egress-difference";
import type { Snapshot, SnapshotPair } from "./snapshot";

/** Packets of one sender to one block of addresses. */
export interface Flow {
  from: string;
  destination: string;
  protocol: string;
  ports: string;
}

export interface Flows {
  newlyDenied: Flow[];
  newlyAllowed: Flow[];
  /** Changed firewall rules whose effect cannot be determined. */
  undecided: string[];
}

/** The semantic difference of the egress policy, and which firewall rules make it. */
export interface EgressComparison extends Flows {
  denying: ReadonlySet<string>;
  allowing: ReadonlySet<string>;
  /** Services that changed over to another sender, and may send through it what they could not before. */
  widened: ReadonlyMap<string, ChangeOver>;
  /** What each sender may no longer send, and which changed rules make it so. */
  closed: readonly Closed[];
}

export interface Closed {
  /** A connector, or a service with an interface of its own. */
  sender: string;
  packets: readonly Packets[];
  by: ReadonlySet<string>;
}

/** What a service sends through: a connector, or an interface of its own. */
interface ChangeOver {
  was: string;
  is: string;
}

type Spoken = Pick<Flow, "protocol" | "ports">;
const PORTS = 65536;
const TYPES = new Set(["google_compute_firewall", "google_vpc_access_connector", ...CALLER_TYPES]);

/**
 * For everything that sends in both snapshots: connectors, and services with an interface of their own. A service that
 * changes over from one to another is compared with itself.
 */
export function compareEgress(comparison: SnapshotPair, changedTypes: readonly string[]): EgressComparison {
  const found = { newlyDenied: [] as Flow[], newlyAllowed: [] as Flow[] };
  const [denying, allowing, undecided] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const widened = new Map<string, ChangeOver>();
  const closed: Closed[] = [];
  if (changedTypes.some((type) => TYPES.has(type))) {
    for (const { address, difference, change } of differences(comparison)) {
      found.newlyDenied.push(...difference.newlyDenied.flatMap((packets) => spelled(address, packets)));
      found.newlyAllowed.push(...difference.newlyAllowed.flatMap((packets) => spelled(address, packets)));
      for (const rule of difference.undecided) undecided.add(rule);
      if (change && difference.newlyAllowed.length > 0) widened.set(address, change);
      // From one sender to another rules differ that nobody changed.
      if (change && change.was !== change.is) continue;
      for (const rule of difference.denying) denying.add(rule);
      closed.push({ sender: address, packets: difference.newlyDenied, by: difference.denying });
      for (const rule of difference.allowing) allowing.add(rule);
    }
  }
  return { ...found, undecided: [...undecided].sort(), denying, allowing, widened, closed };
}

interface Compared {
  address: string;
  difference: EgressDifference;
  /** Where a service is compared that changed over. */
  change?: ChangeOver;
}

function differences(comparison: SnapshotPair): Compared[] {
  const [before, after] = [sendersOf(comparison.before), sendersOf(comparison.after)];
  const known = new Map<string, EgressDifference>();
  /** Services come in crowds: two senders are compared once. */
  const between = (was: string, is: string): EgressDifference | undefined => {
    const [old, sender, key] = [before.senders.get(was), after.senders.get(is), JSON.stringify([was, is])];
    if (!old || !sender) return undefined;
    const acting = () => before.acting(old).map((one) => renamed(one, comparison));
    const found = known.get(key) ?? difference(acting(), after.acting(sender));
    known.set(key, found);
    return found;
  };
  const old = new Map([...before.senders.keys()].map((address) => [comparison.renamed(address), address]));
  const stayed = [...after.senders.keys()].flatMap((address): Compared[] => {
    const found = between(old.get(address) ?? address, address);
    return found ? [{ address, difference: found }] : [];
  });
  const changes = changesOver(comparison);
  const changed = [...changes].flatMap(([address, change]): Compared[] => {
    const found = between(change.was, change.is);
    return found ? [{ address, difference: found, change }] : [];
  });
  return [...stayed.filter(({ address }) => !changes.has(address)), ...changed];
}

/** Services that send through something else than before, or through an interface with other tags. */
function changesOver(comparison: SnapshotPair): Map<string, ChangeOver> {
  const found = new Map<string, ChangeOver>();
  for (const [service, was] of comparison.before.entries) {
    const address = comparison.renamed(service);
    const is = comparison.after.entries.get(address);
    if (!is) continue;
    const [old, now] = [senderOf(service, was), senderOf(address, is)];
    if (comparison.renamed(old) !== now || (!is.isConnector && !sameTags(was.sender, is.sender)))
      found.set(address, { was: old, is: now });
  }
  return found;
}

/** Where the tags are unknown, so is which rules act, and no difference is found. */
function sameTags(was: PacketSender, is: PacketSender): boolean {
  if (!isKnown(was.tags) || !isKnown(is.tags)) return true;
  return JSON.stringify([...was.tags].sort()) === JSON.stringify([...is.tags].sort());
}

function renamed(acting: RuleEffect, comparison: SnapshotPair): RuleEffect {
  const address = comparison.renamed(acting.rule.address);
  if (address === acting.rule.address) return acting;
  const at = <Rule extends { address: string }>(rule: Rule | undefined) => rule && { ...rule, address };
  return { ...acting, rule: { ...acting.rule, address }, best: at(acting.best), worst: at(acting.worst) };
}

export const EVERYWHERE: PacketDestination = { address: "", addresses: ALL_ADDRESSES };

export function senderOf(service: string, { isConnector, through }: Entry): string {
  return isConnector ? through.address : service;
}

function sendersOf({ topology, entries }: Snapshot) {
  const rules = topology.rules.map((rule) => withHosts(rule, topology));
  const book = new EgressRules({ ...topology, rules });
  const senders = new Map([...entries].map(([service, entry]) => [senderOf(service, entry), entry.sender]));
  return { senders, acting: (sender: PacketSender) => book.between(sender, EVERYWHERE) };
}

/** `${google_redis_instance.cache.host}/32` as the address it is, or as unknown. */
function withHosts(rule: FirewallRule, { targets }: Topology): FirewallRule {
  const { destinations } = rule;
  if (destinations.hostsOf.length === 0) return rule;
  const known = [destinations.known];
  const unresolved = [...destinations.unresolved];
  for (const host of destinations.hostsOf) {
    const target = targets.find(({ address }) => address === host);
    if (target?.addressKnowledge === "address") known.push(target.addresses);
    else unresolved.push(new Unresolved(`the address of ${host}`));
  }
  return { ...rule, destinations: { ...destinations, known: IntervalSet.union(known), hostsOf: [], unresolved } };
}

function spelled(from: string, { to, traffic }: Packets): Flow[] {
  return blocksOf(to).flatMap((destination) =>
    briefly(protocolsAndPorts(traffic)).map(({ protocol, ports }) => ({ from, destination, protocol, ports })),
  );
}

const MOST_PROTOCOLS = 8;

/** "Everything but tcp" is 255 protocols: those that go out as a whole are said as ranges of their numbers. */
function briefly(said: Spoken[]): Spoken[] {
  const whole = said.filter(({ ports }) => ports === "");
  if (whole.length <= MOST_PROTOCOLS) return said;
  const numbers = IntervalSet.union(whole.flatMap(({ protocol }) => protocolNumber(protocol)));
  const ranges = numbers.intervals.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return [{ protocol: ranges.join(","), ports: "" }, ...said.filter(({ ports }) => ports !== "")];
}

function protocolNumber(protocol: string): IntervalSet[] {
  const [first] = trafficOf(protocol, [])?.intervals ?? [];
  const number = first && first[0] / PORTS;
  return number === undefined ? [] : [IntervalSet.of(number, number)];
}

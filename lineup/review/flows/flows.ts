import type { Acting, Sender, Target } from "../../reachability/acting";
import { enterNetwork } from "../../reachability/hops/access";
import { Trail } from "../../reachability/path";
import { RuleBook } from "../../reachability/rule-book";
import { ALL_ADDRESSES, blocksOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import { spoken, trafficOf } from "../../sets/traffic";
import type { FirewallRule, Topology } from "../../topology/model";
import { Unresolved } from "../../values";
import type { Flow, Flows } from "../contract";
import type { World, Worlds } from "../worlds";
import { type Difference, difference, type Packets } from "./difference";

/** The semantic difference of the egress policy, and which rules make it. */
export interface FlowsFound extends Flows {
  denying: ReadonlySet<string>;
  allowing: ReadonlySet<string>;
}

type Spoken = Pick<Flow, "protocol" | "ports">;
const PORTS = 65536;
const TYPES = /^google_(compute_firewall|vpc_access_connector|cloud_run_(v2_)?(service|job))$/;

/** For everything that sends in both worlds: connectors, and services with an interface of their own. */
export function flowsOf(worlds: Worlds, changedTypes: readonly string[]): FlowsFound {
  const found = { newlyDenied: [] as Flow[], newlyAllowed: [] as Flow[] };
  const [denying, allowing, undecided] = [new Set<string>(), new Set<string>(), new Set<string>()];
  if (changedTypes.some((type) => TYPES.test(type))) {
    for (const { address, difference } of differences(worlds)) {
      found.newlyDenied.push(...difference.newlyDenied.flatMap((packets) => spelled(address, packets)));
      found.newlyAllowed.push(...difference.newlyAllowed.flatMap((packets) => spelled(address, packets)));
      for (const rule of difference.denying) denying.add(rule);
      for (const rule of difference.allowing) allowing.add(rule);
      for (const rule of difference.undecided) undecided.add(rule);
    }
  }
  return { ...found, undecided: [...undecided].sort(), denying, allowing };
}

function differences(worlds: Worlds): { address: string; difference: Difference }[] {
  const [before, after] = [sendersOf(worlds.before), sendersOf(worlds.after)];
  const was = new Map([...before.senders].map(([address, sender]) => [worlds.renamed(address), sender]));
  return [...after.senders].flatMap(([address, sender]) => {
    const old = was.get(address);
    if (!old) return [];
    const acting = before.acting(old).map((one) => renamed(one, worlds));
    return [{ address, difference: difference(acting, after.acting(sender)) }];
  });
}

function renamed(acting: Acting, worlds: Worlds): Acting {
  const address = worlds.renamed(acting.rule.address);
  if (address === acting.rule.address) return acting;
  const at = <Rule extends { address: string }>(rule: Rule | undefined) => rule && { ...rule, address };
  return { ...acting, rule: { ...acting.rule, address }, best: at(acting.best), worst: at(acting.worst) };
}

const EVERYWHERE: Target = { address: "", addresses: ALL_ADDRESSES };

function sendersOf({ topology }: World) {
  const rules = topology.rules.map((rule) => withHosts(rule, topology));
  const book = new RuleBook({ ...topology, rules });
  const senders = new Map<string, Sender>();
  for (const service of topology.services) {
    const entry = enterNetwork(new Trail(service.address, null), topology, topology.finder, service);
    if (entry) senders.set(entry.isConnector ? entry.through.address : service.address, entry.sender);
  }
  return { senders, acting: (sender: Sender) => book.between(sender, EVERYWHERE) };
}

/** `${google_redis_instance.cache.host}/32` as the address it is, or as something that cannot be told yet. */
function withHosts(rule: FirewallRule, { caches }: Topology): FirewallRule {
  const { destinations } = rule;
  if (destinations.hostsOf.length === 0) return rule;
  const known = [destinations.known];
  const unresolved = [...destinations.unresolved];
  for (const host of destinations.hostsOf) {
    const cache = caches.find(({ address }) => address === host);
    if (cache?.addressKnowledge === "address") known.push(cache.addresses);
    else unresolved.push(new Unresolved(`the address of ${host}`));
  }
  return { ...rule, destinations: { known: IntervalSet.union(known), hostsOf: [], unresolved } };
}

function spelled(from: string, { to, traffic }: Packets): Flow[] {
  return blocksOf(to).flatMap((destination) =>
    briefly(spoken(traffic)).map(({ protocol, ports }) => ({ from, destination, protocol, ports })),
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

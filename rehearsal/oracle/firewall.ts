import { networkOf, rangeFrom } from "../server/geography";
import { listOf, numberOf, textOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";

/** What is sent. */
export interface Sent {
  protocol: "tcp" | "udp" | "icmp";
  to: string;
  port: number;
}

/** One packet on its way out of a network. */
interface Packet extends Sent {
  from: string;
  network: string;
  tags: readonly string[];
}

/**
 * Whether the packet gets out, by which rule; undefined where a rule may or may not act and that decides it. It is
 * allowed from `floor` on, whatever stands below: 65535 unless it is something that Google allows itself.
 */
export function leaves(packet: Packet, store: Store, floor = 65535): { passes: boolean; by: string } | undefined {
  const rules = [...store.matching(/^compute\/projects\/[^/]+\/global\/firewalls$/)]
    .map(({ name, thing }) => ({ thing, network: networkOf(String(thing.network), name.split("/")[2] ?? "", store) }))
    .filter(({ thing, network }) => network === packet.network && hits(thing, packet))
    .map(({ thing }) => thing)
    .filter((rule) => rank(rule) <= floor * 2)
    .sort((one, other) => rank(one) - rank(other));
  return first(rules, packet);
}

/** The first rule decides; at the same priority deny comes before allow; without a match egress is allowed. */
function first([rule, ...rest]: readonly CloudObject[], packet: Packet): { passes: boolean; by: string } | undefined {
  if (!rule) return { passes: true, by: "the implied allow" };
  const decided = { passes: listOf(rule, "denied").length === 0, by: String(rule.name) };
  if (listOf(rule, "targetServiceAccounts").length === 0) return decided;
  // Whether serverless traffic has a service account is not documented: both assumptions must give the same answer.
  const without = first(rest, packet);
  return without?.passes === decided.passes ? without : undefined;
}

function rank(rule: CloudObject): number {
  return (numberOf(rule, "priority") ?? 1000) * 2 + (listOf(rule, "denied").length > 0 ? 0 : 1);
}

function hits(rule: CloudObject, packet: Packet): boolean {
  const { from, to, tags } = packet;
  if (rule.disabled === true || textOf(rule, "direction") !== "EGRESS") return false;
  const targets = listOf(rule, "targetTags");
  if (targets.length > 0 && !targets.some((tag) => tags.includes(String(tag)))) return false;
  const sources = listOf(rule, "sourceRanges");
  if (sources.length > 0 && !sources.some((range) => holds(range, from))) return false;
  if (!listOf(rule, "destinationRanges").some((range) => holds(range, to))) return false;
  return [...listOf(rule, "allowed"), ...listOf(rule, "denied")].some((spoken) =>
    speaksOf(spoken as CloudObject, packet),
  );
}

const NUMBERS = { icmp: "1", tcp: "6", udp: "17" };

function speaksOf(spoken: CloudObject, { protocol, port }: Packet): boolean {
  if (!["all", protocol, NUMBERS[protocol]].includes(String(spoken.IPProtocol).toLowerCase())) return false;
  const ports = listOf(spoken, "ports");
  return ports.length === 0 || ports.some((text) => between(String(text), port));
}

function between(text: string, port: number): boolean {
  const [from, to = from] = text.split("-").map(Number);
  return from !== undefined && to !== undefined && from <= port && port <= to;
}

export function holds(range: unknown, address: string): boolean {
  const [outer, inner] = [rangeFrom(range), rangeFrom(address)];
  return outer !== undefined && inner !== undefined && outer.from <= inner.from && inner.to <= outer.to;
}

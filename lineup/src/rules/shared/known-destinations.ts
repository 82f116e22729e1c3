import type { Comparison } from "../../compare/comparison";
import { type Closed, senderOf } from "../../compare/egress";
import { once } from "../../once";
import { shortName, targetName } from "../../reachability/names";
import { blocksOf } from "../../sets/addresses";
import type { IntervalSet } from "../../sets/intervals";
import { tcp } from "../../sets/traffic";
import { plain } from "../../text/plain";
import { enumerated } from "../../text/words";
import type { Topology } from "../../topology/model";
import { compareNetworks, type NetworkId } from "../../topology/networks";
import { isKnown, known } from "../../values";
import { serviceNames } from "./names";

// What this input knows to be at the addresses that a firewall rule closes.

interface Destination {
  /** "Cloud SQL orders-db", "the subnet jobs" */
  name: string;
  address: string;
  network: NetworkId;
  addresses: IntervalSet;
  /** Where it listens on one port of TCP. */
  port: number | undefined;
}

/** "what orders-api may send to Cloud SQL orders-db at 10.166.0.16 tcp 5432 and the subnet jobs at 10.0.4.0/24"; "" for nothing. */
export function cutOffInWords(rule: string, comparison: Comparison): string {
  const cuts = cutsIn(comparison).filter(({ by, words }) => words !== "" && by.has(rule));
  return [...new Set(cuts.map(({ words }) => words))].join("; ");
}

/** Said once of each sender: thousands of rules may have closed something together. */
const cutsIn = once((comparison: Comparison) =>
  comparison.egress.closed.map((one) => ({ by: one.by, words: cutInWords(one, comparison) })),
);

const MOST_NAMED = 5;

function cutInWords({ sender, packets }: Closed, comparison: Comparison): string {
  const { topology, entries } = comparison.before;
  const sending = [...entries].filter(([service, entry]) => comparison.renamed(senderOf(service, entry)) === sender);
  const from = sending[0]?.[1];
  if (!from) return "";
  const isHit = ({ addresses, port }: Destination) =>
    packets.some(({ to, traffic }) => to.overlaps(addresses) && (port === undefined || traffic.overlaps(tcp(port))));
  const found = destinationsIn(topology)
    .filter(
      ({ network, address }) => address !== from.through.address && leadsTo(from.sender.network, network, topology),
    )
    .filter(isHit)
    .map(inWords);
  if (found.length === 0) return "";
  const more = found.length > MOST_NAMED ? [`${found.length - MOST_NAMED} more`] : [];
  const services = sending.map(([service]) => comparison.renamed(service));
  return `what ${serviceNames(services, comparison)} may send to ${enumerated([...found.slice(0, MOST_NAMED), ...more])}`;
}

function destinationsIn({ targets, subnetworks, allocations }: Topology): Destination[] {
  const targetsHere = targets
    .filter(({ addressKnowledge }) => addressKnowledge === "address")
    .map(({ address, name, network, addresses, port }) => ({
      name: targetName(address, known(name)),
      address,
      network,
      addresses,
      port: known(port),
    }));
  const ranges = (things: readonly ((typeof subnetworks)[number] | (typeof allocations)[number])[], noun: string) =>
    things.flatMap(({ address, name, network, range }): Destination[] => {
      if (network === undefined || range === undefined || !isKnown(range)) return [];
      return [
        { name: `${noun} ${known(name) ?? shortName(address)}`, address, network, addresses: range, port: undefined },
      ];
    });
  return [...targetsHere, ...ranges(subnetworks, "the subnet"), ...ranges(allocations, "the reserved range")];
}

/** In the same network, or in one that is peered with it. */
function leadsTo(from: NetworkId, to: NetworkId, { peerings }: Topology): boolean {
  if (compareNetworks(from, to) === "same") return true;
  return peerings.some(
    ({ network, peer }) =>
      network && peer && compareNetworks(network, from) === "same" && compareNetworks(peer, to) === "same",
  );
}

function inWords({ name, addresses, port }: Destination): string {
  const [first = ""] = blocksOf(addresses);
  return `${plain(name)} at ${first.replace(/\/32$/, "")}${port === undefined ? "" : ` tcp ${port}`}`;
}

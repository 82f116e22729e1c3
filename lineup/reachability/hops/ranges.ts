import type { Cache, Topology } from "../../topology/model";
import { compare, type NetworkId } from "../../topology/networks";
import { isKnown, type Maybe } from "../../values";
import { blocksOf } from "../addresses";
import type { IntervalSet } from "../intervals";
import type { Trail } from "../path";
import type { Entry } from "./access";

interface Taken {
  address: string;
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
}

/** The connector's range must be its own: where it overlaps anything in its network, Google refuses to make it. */
export function rangesApart(trail: Trail, topology: Topology, entry: Entry, cache: Cache): void {
  const { address, range } = entry.through;
  if (!entry.isConnector || range === undefined || !isKnown(range)) return;
  const peered: Taken[] =
    isKnown(cache.connectMode) && cache.connectMode === "DIRECT_PEERING" && cache.addressKnowledge !== "nothing"
      ? [{ address: cache.address, network: cache.network, range: cache.addresses }]
      : [];
  const borrowed = topology.subnetworks.find((subnet) => subnet.range === range);
  const others: Taken[] = [
    ...topology.subnetworks.filter((subnet) => subnet !== borrowed),
    ...topology.allocations,
    ...topology.connectors,
    ...peered,
  ];
  for (const other of others) {
    if (other.address === address || other.range === undefined || !isKnown(other.range)) continue;
    if (!other.network || compare(other.network, entry.sender.network) !== "same" || !range.overlaps(other.range))
      continue;
    trail.blocked(
      "RANGE_OVERLAP",
      { address, attribute: "ip_cidr_range" },
      `${blocksOf(range).join(", ")} overlaps ${other.address} (${blocksOf(other.range).join(", ")}) in the same network`,
      "give the connector a /28 that nothing else in the network uses",
    );
  }
}

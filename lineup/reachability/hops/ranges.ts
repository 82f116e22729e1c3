import { blocksOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import { allocation } from "../../topology/caches";
import type { Cache, Topology } from "../../topology/model";
import { compare, type NetworkId } from "../../topology/networks";
import { isKnown, type Maybe } from "../../values";
import type { Trail } from "../path";
import type { Entry } from "./access";

interface Taken {
  address: string;
  attribute: string;
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
}

/** Ranges of one network must not overlap: Google refuses to make the second. What is on the path is looked at. */
export function rangesApart(trail: Trail, topology: Topology, entry: Entry, cache: Cache): void {
  const { address, range } = entry.through;
  const network = entry.sender.network;
  const onPath: Taken[] = entry.isConnector ? [{ address, attribute: "ip_cidr_range", network, range }] : [];
  onPath.push(...rangesOfCache(topology, cache));
  const others = [...taken(topology), ...onPath];
  const said = new Set<string>();
  for (const mine of onPath) {
    for (const other of others) {
      const pair = [mine.address, other.address].sort().join(" ");
      if (said.has(pair) || mine.address === other.address || !overlap(mine, other)) continue;
      said.add(pair);
      trail.blocked(
        "RANGE_OVERLAP",
        { address: mine.address, attribute: mine.attribute },
        `${spoken(mine)} overlaps ${other.address} (${spoken(other)}) in the same network`,
        "give each a range of its own: Google refuses to make the second",
      );
    }
  }
}

function overlap(mine: Taken, other: Taken): boolean {
  if (mine.range === undefined || other.range === undefined || !isKnown(mine.range) || !isKnown(other.range))
    return false;
  // A connector on a borrowed subnet has that subnet's range.
  if (mine.range === other.range || !mine.network || !other.network) return false;
  return compare(mine.network, other.network) === "same" && mine.range.overlaps(other.range);
}

function spoken({ range }: Taken): string {
  return blocksOf(range !== undefined && isKnown(range) ? range : IntervalSet.empty).join(", ");
}

/** The range that Redis takes its address from: allocated for services, or its own under direct peering. */
function rangesOfCache(topology: Topology, cache: Cache): Taken[] {
  if (!isKnown(cache.connectMode)) return [];
  if (cache.connectMode === "DIRECT_PEERING") {
    const isSaid = cache.addressKnowledge === "range";
    return isSaid
      ? [{ address: cache.address, attribute: "reserved_ip_range", network: cache.network, range: cache.addresses }]
      : [];
  }
  const connected = topology.connections.filter(({ network }) => network && compare(network, cache.network) === "same");
  const names = connected.flatMap(({ ranges }) => (isKnown(ranges) ? ranges : []));
  return [...new Set(names.map((name) => allocation(name, topology.allocations)))].flatMap((found) =>
    found ? [{ address: found.address, attribute: "address", network: found.network, range: found.range }] : [],
  );
}

function taken({ subnetworks, allocations, connectors }: Topology): Taken[] {
  return [
    ...subnetworks.map((subnet) => ({ ...subnet, attribute: "ip_cidr_range" })),
    ...subnetworks.map((subnet) => ({ ...subnet, attribute: "secondary_ip_range", range: subnet.secondary })),
    ...allocations.map((allocated) => ({ ...allocated, attribute: "address" })),
    ...connectors
      .filter(({ rangeText }) => rangeText !== undefined)
      .map((connector) => ({ ...connector, attribute: "ip_cidr_range" })),
  ];
}

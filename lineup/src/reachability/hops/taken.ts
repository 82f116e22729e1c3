import type { Resource } from "../../inputs/model";
import { addressesOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import { allocation } from "../../topology/allocations";
import { exists } from "../../topology/exists";
import type { Cache, Topology } from "../../topology/model";
import { compare, type NetworkId } from "../../topology/networks";
import { isComputed } from "../../topology/read";
import { isKnown, type Maybe, Unresolved } from "../../values";
import type { Entry } from "./entry";

/** A range of a network that belongs to somebody. */
export interface Taken {
  address: string;
  attribute: string;
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
  /** It has been made: what Google would refuse it has not refused. */
  exists: boolean;
}

/** What the path itself takes: the connector's range, and the one that Redis takes its address from. */
export function takenByPath(topology: Topology, entry: Entry, cache: Cache): Taken[] {
  const found = rangesOfCache(topology, cache);
  if (!entry.isConnector) return found;
  const { address, range } = entry.through;
  const connector = topology.connectors.find((one) => one.address === address);
  return [
    {
      address,
      attribute: "ip_cidr_range",
      network: entry.sender.network,
      range,
      exists: connector !== undefined && exists(topology, connector),
    },
    ...found,
  ];
}

/** The range that Redis takes its address from: allocated for services, or its own under direct peering. */
function rangesOfCache(topology: Topology, cache: Cache): Taken[] {
  if (!isKnown(cache.connectMode)) return [];
  if (cache.connectMode === "DIRECT_PEERING") return ownRange(topology, cache);
  const connected = topology.connections.filter(({ network }) => network && compare(network, cache.network) === "same");
  const names = connected.flatMap(({ ranges }) => (isKnown(ranges) ? ranges : []));
  return [...new Set(names.map((name) => allocation(name, topology.allocations)))].flatMap((found) =>
    found
      ? [
          {
            address: found.address,
            attribute: "address",
            network: found.network,
            range: found.range,
            exists: exists(topology, found),
          },
        ]
      : [],
  );
}

function ownRange(topology: Topology, cache: Cache): Taken[] {
  const { address, network, reserved } = cache;
  const range = typeof reserved === "string" ? addressesOf(reserved) : undefined;
  if (cache.connectMode !== "DIRECT_PEERING" || cache.resource.mode === "data" || !range) return [];
  return [{ address, attribute: "reserved_ip_range", network, range, exists: exists(topology, cache) }];
}

/** Everything that has a range in some network. */
export function takenByAll(topology: Topology): Taken[] {
  const { subnetworks, allocations, connectors, caches } = topology;
  const made = (thing: { resource: Resource }) => ({ exists: exists(topology, thing) });
  return [
    ...subnetworks.map((subnet) => ({ ...subnet, attribute: "ip_cidr_range", ...made(subnet) })),
    ...subnetworks.map((subnet) => ({
      ...subnet,
      attribute: "secondary_ip_range",
      range: subnet.secondary,
      ...made(subnet),
    })),
    ...allocations.map((allocated) => ({ ...allocated, attribute: "address", ...made(allocated) })),
    ...connectors
      .filter(({ rangeText }) => rangeText !== undefined)
      .map((connector) => ({ ...connector, attribute: "ip_cidr_range", ...made(connector) })),
    ...caches.flatMap((cache) => ownRange(topology, cache)),
  ];
}

/** In networks of automatic mode every region has a subnet of its own in this range, those to come included. */
export const AUTO_SUBNETS = addressesOf("10.128.0.0/9") ?? IntervalSet.empty;

/** Whether Google makes subnets in a network; undefined where nothing says. A default network has them unless changed. */
export function hasAutoSubnets({ networks }: Topology, network: NetworkId): Maybe<boolean> | undefined {
  const known = networks.filter(({ id, autoSubnets }) => autoSubnets !== undefined && compare(id, network) === "same");
  return known[0]?.autoSubnets ?? (network.name === "default" ? true : undefined);
}

/** A range that only the cloud will say is one that overlaps nothing; an expression may say any. */
export function isOpen(range: Taken["range"]): range is Unresolved {
  return range instanceof Unresolved && !isComputed(range);
}

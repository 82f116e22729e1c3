import type { Entry } from "../reachability/hops/entry";
import { findSubnetwork } from "../topology/build";
import { allocation } from "../topology/caches";
import type { Cache, Service, Topology } from "../topology/model";
import { compare } from "../topology/networks";
import { get, within } from "../topology/read";
import { isKnown } from "../values";
import type { PathPair } from "./paths";
import type { World, Worlds } from "./worlds";

/** Which services' paths go through a resource, under their addresses of afterwards. */
export type Through = ReadonlyMap<string, readonly string[]>;

export function throughOf(pairs: readonly PathPair[], worlds: Worlds): Through {
  const through = new Map<string, Set<string>>();
  const add = (address: string, service: string) => {
    const services = through.get(address) ?? new Set();
    through.set(address, services.add(service));
  };
  for (const { from, before, after } of pairs) {
    for (const address of before ? membersOf(before.from, before.to, worlds.before) : []) {
      add(worlds.renamed(address), from);
    }
    for (const address of after ? membersOf(after.from, after.to, worlds.after) : []) add(address, from);
  }
  return new Map([...through].map(([address, services]) => [address, [...services].sort()]));
}

/** Everything without which the path would not be: the two ends, and what lies between them. */
function membersOf(from: string, to: string | null, { topology, entries }: World): string[] {
  const service = topology.services.find(({ address }) => address === from);
  const cache = topology.caches.find(({ address }) => address === to);
  return [
    from,
    ...(to === null ? [] : [to]),
    ...(service ? entryOf(service, entries.get(from), topology) : []),
    ...(cache ? foundationOf(cache, topology) : []),
  ];
}

function entryOf(service: Service, entry: Entry | undefined, topology: Topology): string[] {
  const { access } = service;
  const subnet =
    access.kind === "direct" ? findSubnetwork(access.subnetwork, service.region, topology.subnetworks) : undefined;
  const members = [entry?.through.address, entry?.sender.network.address, subnet?.address, borrowed(entry, topology)];
  return members.filter((one) => one !== undefined);
}

/** A connector may borrow a subnet instead of having a range of its own. */
function borrowed(entry: Entry | undefined, { connectors, subnetworks }: Topology): string | undefined {
  const connector = connectors.find(({ address }) => address === entry?.through.address);
  const name = connector && within(get(connector.resource, "subnet"), "name");
  return findSubnetwork(name, connector?.region, subnetworks)?.address;
}

function foundationOf(cache: Cache, topology: Topology): string[] {
  const network = cache.network.address === undefined ? [] : [cache.network.address];
  if (cache.connectMode === "DIRECT_PEERING") return network;
  const connections = topology.connections.filter(
    (connection) => connection.network && compare(connection.network, cache.network) === "same",
  );
  const ranges = connections.flatMap(({ ranges }) => (isKnown(ranges) ? ranges : []));
  const held = [...ranges, ...(cache.reserved === undefined ? [] : [cache.reserved])].flatMap(
    (range) => allocation(range, topology.allocations)?.address ?? [],
  );
  return [...network, ...connections.map(({ address }) => address), ...held];
}

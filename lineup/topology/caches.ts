import type { Resource } from "../inputs/model";
import { ALL_ADDRESSES, addressesOf, RFC1918 } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { isKnown, type Maybe, Unresolved, type Value } from "../values";
import type { Allocation, Cache, ServicesConnection } from "./model";
import { compare, defaultNetwork, type NetworkFinder, type NetworkId } from "./networks";
import { flag, get, knownText, lastSegment, list, number, text, unlessComputed } from "./read";

export const PORT = 6379;
export const TLS_PORT = 6378;

/** Caches that services can be wired to but whose paths are not evaluated. */
export const OTHER_TARGETS = new Set([
  "google_redis_cluster",
  "google_memorystore_instance",
  "google_memcache_instance",
]);

export function cache(
  resource: Resource,
  networks: NetworkFinder,
  allocations: Allocation[],
  connections: ServicesConnection[],
): Cache {
  const said = networks.named(unlessComputed(get(resource, "authorized_network")), resource);
  const network = said ?? defaultNetwork(resource);
  const mode = text(get(resource, "transit_encryption_mode")) ?? "DISABLED";
  const tls = isKnown(mode) ? mode === "SERVER_AUTHENTICATION" : mode;
  const connectMode = text(get(resource, "connect_mode")) ?? "DIRECT_PEERING";
  const reserved = unlessComputed(get(resource, "reserved_ip_range"));
  const host = text(get(resource, "host"));
  return {
    address: resource.address,
    name: text(get(resource, "name")),
    certain: resource.certain,
    resource,
    region: text(unlessComputed(get(resource, "region"))) ?? resource.region,
    network,
    networkIsSaid: said !== undefined,
    connectMode,
    tls,
    auth: flag(get(resource, "auth_enabled")) ?? false,
    host: isKnown(host) ? host : undefined,
    port: portOf(number(get(resource, "port")), tls),
    readEndpoint: text(get(resource, "read_endpoint")),
    reserved,
    state: knownText(get(resource, "state")),
    ...addresses(host, reserved, connectMode, network, allocations, connections),
  };
}

/** The port follows from the TLS mode before the instance exists. */
function portOf(port: Maybe<number> | undefined, tls: Maybe<boolean>): Maybe<number> {
  if (port !== undefined && isKnown(port) && port > 0) return port;
  return isKnown(tls) ? (tls ? TLS_PORT : PORT) : tls;
}

type Addresses = Pick<Cache, "addresses" | "addressKnowledge">;
const ANYWHERE: Addresses = { addresses: ALL_ADDRESSES, addressKnowledge: "nothing" };
/** Where nobody says, Google picks, and it picks private addresses. */
const GOOGLES_CHOICE: Addresses = { addresses: RFC1918, addressKnowledge: "nothing" };

function addresses(
  host: Maybe<string> | undefined,
  reserved: Value | undefined,
  connectMode: Maybe<string>,
  network: NetworkId,
  allocations: Allocation[],
  connections: ServicesConnection[],
): Addresses {
  const exact = host !== undefined && isKnown(host) ? addressesOf(host) : undefined;
  if (exact && !exact.isEmpty) return { addresses: exact, addressKnowledge: "address" };
  if (!isKnown(connectMode)) return ANYWHERE;
  if (connectMode === "DIRECT_PEERING") {
    if (reserved === undefined) return GOOGLES_CHOICE;
    const range = typeof reserved === "string" ? addressesOf(reserved) : undefined;
    return range ? { addresses: range, addressKnowledge: "range" } : ANYWHERE;
  }
  const candidates =
    reserved === undefined ? allocatedOn(network, allocations, connections) : [allocation(reserved, allocations)];
  const ranges = candidates.map((candidate) => (candidate ? candidate.range : NOT_HERE));
  if (ranges.length === 0 || ranges.some((range) => range instanceof Unresolved)) return ANYWHERE;
  if (ranges.some((range) => range === undefined)) return GOOGLES_CHOICE;
  return { addresses: IntervalSet.union(ranges as IntervalSet[]), addressKnowledge: "range" };
}

const NOT_HERE = new Unresolved("a range that is not part of this input");

/** The allocated range that a value names, by reference or by name. */
export function allocation(value: Value | undefined, allocations: Allocation[]): Allocation | undefined {
  if (value instanceof Unresolved) return allocations.find(({ address }) => address === value.lone?.address);
  const name = typeof value === "string" ? lastSegment(value) : undefined;
  return allocations.find((candidate) => candidate.name === name);
}

/** Every range from which a services connection on this network may take an address. */
function allocatedOn(
  network: NetworkId,
  allocations: Allocation[],
  connections: ServicesConnection[],
): (Allocation | undefined)[] {
  return connections
    .filter((connection) => connection.network && compare(connection.network, network) === "same")
    .flatMap(({ ranges }) => (isKnown(ranges) ? ranges.map((range) => allocation(range, allocations)) : [undefined]));
}

const PRODUCER = "servicenetworking.googleapis.com";

/** Other producers have connections of their own; Memorystore is reached over Google's. */
export function isServicesConnection(resource: Resource): boolean {
  const service = text(get(resource, "service"));
  return service === undefined || !isKnown(service) || service === PRODUCER;
}

export function servicesConnection(resource: Resource, networks: NetworkFinder): ServicesConnection {
  return {
    address: resource.address,
    name: text(get(resource, "service")),
    certain: resource.certain,
    resource,
    network: networks.named(get(resource, "network"), resource),
    ranges: list(get(resource, "reserved_peering_ranges")),
  };
}

export function allocatedRange(resource: Resource, networks: NetworkFinder): Allocation {
  const address = text(unlessComputed(get(resource, "address")));
  const length = number(unlessComputed(get(resource, "prefix_length")));
  let range: Allocation["range"];
  if (address instanceof Unresolved) range = address;
  else if (length instanceof Unresolved) range = length;
  else if (address !== undefined && length !== undefined) range = addressesOf(`${address}/${length}`);
  return {
    address: resource.address,
    name: text(get(resource, "name")),
    certain: resource.certain,
    resource,
    network: networks.named(get(resource, "network"), resource),
    range,
  };
}

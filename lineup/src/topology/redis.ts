import { REDIS_PORT, REDIS_TLS_PORT } from "../../../facts/redis";
import { groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { ALL_ADDRESSES, addressesOf, RFC1918 } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { isKnown, type Maybe, Unresolved, type Value } from "../values";
import { readEndpointName } from "./addresses";
import { allocation } from "./allocations";
import type { Allocation, ServicesConnection, Target } from "./model";
import { compareNetworks, defaultNetwork, type NetworkFinder, type NetworkId } from "./networks";
import { flag, get, itemFields, knownText, number, text, unlessComputed } from "./read";
import { regionOf } from "./regions";

export function target(
  resource: Resource,
  networks: NetworkFinder,
  allocations: Allocation[],
  connections: ServicesConnection[],
): Target {
  const authorized = networks.named(unlessComputed(get(resource, "authorized_network")), resource);
  const network = authorized ?? defaultNetwork(resource);
  const mode = text(get(resource, "transit_encryption_mode")) ?? "DISABLED";
  const tls = isKnown(mode) ? mode === "SERVER_AUTHENTICATION" : mode;
  const connectMode = text(get(resource, "connect_mode")) ?? "DIRECT_PEERING";
  const reserved = unlessComputed(get(resource, "reserved_ip_range"));
  const host = text(get(resource, "host"));
  const readEndpoint = text(get(resource, "read_endpoint"));
  const replicas = text(unlessComputed(get(resource, "read_replicas_mode"))) ?? "READ_REPLICAS_DISABLED";
  const addressesFrom = (said: Value | undefined) =>
    possibleAddresses(said, connectMode, network, allocations, connections);
  const fromRange = addressesFrom(reserved);
  return {
    ...itemFields(resource),
    region: regionOf(resource),
    network,
    networkIsSaid: authorized !== undefined,
    connectMode,
    tls,
    auth: flag(get(resource, "auth_enabled")) ?? false,
    host: isKnown(host) ? host : undefined,
    port: portOf(number(get(resource, "port")), tls),
    readEndpoint,
    hasReadEndpoint: hasReadEndpoint(readEndpoint, text(get(resource, "tier")) ?? "BASIC", replicas),
    aliases: [resource.address],
    endpoints: [resource.address],
    reserved,
    needs: replicas === ENABLED ? 16 : 8,
    state: knownText(get(resource, "state")),
    ...(exactly(host) ?? fromRange),
    readAddresses: exactly(readEndpoint) ?? both(fromRange, secondary(resource, addressesFrom)),
  };
}

const ENABLED = "READ_REPLICAS_ENABLED";

function hasReadEndpoint(
  endpoint: Maybe<string> | undefined,
  tier: Maybe<string>,
  replicas: Maybe<string>,
): Maybe<boolean> {
  if (typeof endpoint === "string") return true;
  if (tier === "BASIC") return false;
  if (!isKnown(tier)) return tier;
  return isKnown(replicas) ? replicas === ENABLED : replicas;
}

/** A data source that looks up an instance of this input is an alias of that instance. */
export function withDataSourceAliases(targets: Target[]): Target[] {
  const lookUps = groupedBy(
    targets.filter(({ resource }) => resource.mode === "data"),
    ({ name }) => name,
  );
  return targets.map((target) => {
    if (target.resource.mode !== "managed" || typeof target.name !== "string") return target;
    const twins = lookUps.get(target.name) ?? [];
    const aliases = [target.address, ...twins.map(({ address }) => address)];
    return { ...target, aliases, endpoints: aliases };
  });
}

const readViews = new WeakMap<Target, Target>();

/** The instance as seen by a caller of its read endpoint. */
export function atReadEndpoint(target: Target): Target {
  const view = readViews.get(target) ?? {
    ...target,
    ...target.readAddresses,
    endpoints: target.aliases.map(readEndpointName),
  };
  readViews.set(target, view);
  return view;
}

/** The port follows from the TLS mode before the instance exists. */
function portOf(port: Maybe<number> | undefined, tls: Maybe<boolean>): Maybe<number> {
  if (port !== undefined && isKnown(port) && port > 0) return port;
  return isKnown(tls) ? (tls ? REDIS_TLS_PORT : REDIS_PORT) : tls;
}

type Addresses = Pick<Target, "addresses" | "addressKnowledge">;
const ANYWHERE: Addresses = { addresses: ALL_ADDRESSES, addressKnowledge: "nothing" };
/** Where no range is set, Google picks private addresses. */
const GOOGLES_CHOICE: Addresses = { addresses: RFC1918, addressKnowledge: "nothing" };

function exactly(said: Maybe<string> | undefined): Addresses | undefined {
  const exact = typeof said === "string" ? addressesOf(said) : undefined;
  return exact && !exact.isEmpty ? { addresses: exact, addressKnowledge: "address" } : undefined;
}

function both(one: Addresses, other: Addresses | undefined): Addresses {
  if (!other) return one;
  const isRange = one.addressKnowledge === "range" && other.addressKnowledge === "range";
  const addresses = IntervalSet.union([one.addresses, other.addresses]);
  return { addresses, addressKnowledge: isRange ? "range" : "nothing" };
}

/** Replicas that are added later may take their addresses from a second range. */
function secondary(resource: Resource, addressesFrom: (said: Value | undefined) => Addresses): Addresses | undefined {
  const said = unlessComputed(get(resource, "secondary_ip_range"));
  if (said === undefined || said === "") return undefined;
  return said === "auto" ? GOOGLES_CHOICE : addressesFrom(said);
}

/** The addresses an instance may get: from the range that is set, or from any that it can take one from. */
function possibleAddresses(
  reserved: Value | undefined,
  connectMode: Maybe<string>,
  network: NetworkId,
  allocations: Allocation[],
  connections: ServicesConnection[],
): Addresses {
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

/** Every range from which a services connection on this network may take an address. */
function allocatedOn(
  network: NetworkId,
  allocations: Allocation[],
  connections: ServicesConnection[],
): (Allocation | undefined)[] {
  return connections
    .filter((connection) => connection.network && compareNetworks(connection.network, network) === "same")
    .flatMap(({ ranges }) => (isKnown(ranges) ? ranges.map((range) => allocation(range, allocations)) : [undefined]));
}

import { allocation } from "../../topology/allocations";
import { exists } from "../../topology/exists";
import type { Allocation, Cache, ServicesConnection, Topology } from "../../topology/model";
import { compare, type NetworkId, nameOf } from "../../topology/networks";
import { isKnown } from "../../values";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import { existence } from "./places";

const RESOLVE = "refer to one network resource in both places, or judge with --config, or judge the state";

/** With PRIVATE_SERVICE_ACCESS Redis hangs on the network's services connection and on the range it takes. */
export function servicesAccess(trail: Trail, topology: Topology, cache: Cache): void {
  const at = { address: cache.address, attribute: "connect_mode" };
  if (!isKnown(cache.connectMode)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `its connect mode cannot be told: ${cache.connectMode.shown}`,
      "write it so that it resolves",
    );
    return;
  }
  if (cache.connectMode !== "PRIVATE_SERVICE_ACCESS") return;
  const candidates = topology.connections.map((connection) => ({
    connection,
    sameness: connection.network ? compare(connection.network, cache.network) : ("unknown" as const),
  }));
  const found = candidates.find(({ sameness }) => sameness === "same")?.connection;
  if (found) {
    if (!found.certain) existence(trail, found.address);
    holdsRange(trail, topology, found, cache);
    return;
  }
  const perhaps = candidates.find(({ sameness }) => sameness === "unknown")?.connection;
  if (perhaps) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: perhaps.address, attribute: "network" },
      `whether it connects ${nameOf(cache.network)} cannot be told`,
      RESOLVE,
    );
  } else if (mayHoldMore(topology, "google_service_networking_connection")) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `whether ${nameOf(cache.network)} has a services connection cannot be told: not all of them were read`,
      "judge an inventory that holds the services connections",
    );
  } else if (isMadeHere(topology, cache.network) || topology.kind === "inventory") {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      at,
      `${nameOf(cache.network)} has no services connection, which PRIVATE_SERVICE_ACCESS needs`,
      "add a google_service_networking_connection on this network and make Redis depend on it",
    );
  } else {
    trail.assume(
      `${nameOf(cache.network)} has a services connection: it is not part of this input, and Redis cannot be created without one`,
    );
  }
}

/** A network that this input makes has no connections but those this input makes. */
function isMadeHere(topology: Topology, network: NetworkId): boolean {
  return topology.networks.some(({ id, managed }) => managed && compare(id, network) === "same");
}

function holdsRange(trail: Trail, topology: Topology, connection: ServicesConnection, cache: Cache): void {
  const at = { address: connection.address, attribute: "reserved_peering_ranges" };
  if (!isKnown(connection.ranges)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `the ranges it holds cannot be told: ${connection.ranges.shown}`,
      "list them by reference",
    );
    return;
  }
  const held = connection.ranges.map((range) => allocation(range, topology.allocations));
  for (const range of held) {
    if (range?.network && compare(range.network, cache.network) === "different") {
      trail.blocked(
        "GOOGLE_MANAGED_SERVICE_NO_PEERING",
        { address: range.address, attribute: "network" },
        `it is set aside in ${nameOf(range.network)}, not in ${nameOf(cache.network)}`,
        "allocate it in the network of the connection",
      );
    }
  }
  if (!exists(topology, connection)) areUsable(trail, held);
  if (connection.ranges.length === 0) {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      at,
      "it holds no range from which Redis could get an address",
      "list an allocated range",
    );
    return;
  }
  const wanted = cache.reserved === undefined ? undefined : allocation(cache.reserved, topology.allocations);
  if (!exists(topology, cache)) hasRoom(trail, wanted ? [wanted] : held, cache);
  if (cache.reserved === undefined) return;
  const wantedName = typeof cache.reserved === "string" ? cache.reserved : wanted?.name;
  const names = connection.ranges.map((range) =>
    typeof range === "string" ? range : allocation(range, topology.allocations)?.name,
  );
  if ((wanted && held.includes(wanted)) || (typeof wantedName === "string" && names.includes(wantedName))) return;
  const isRange = typeof cache.reserved === "string" && cache.reserved.includes("/");
  if (isRange) return;
  const said = { address: cache.address, attribute: "reserved_ip_range" };
  if (wantedName === undefined || names.some((name) => typeof name !== "string")) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      said,
      `whether ${connection.address} holds its range cannot be told`,
      "refer to the allocated range",
    );
  } else {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      said,
      `it takes its address from ${String(wantedName)}, which ${connection.address} does not hold`,
      "add the range to reserved_peering_ranges",
    );
  }
}

type Held = readonly (Allocation | undefined)[];

function areUsable(trail: Trail, held: Held): void {
  for (const range of held) {
    if (!range?.unusable) continue;
    const { attribute, message, fix } = range.unusable;
    const why = `${message}: a services connection does not take it`;
    trail.blocked("GOOGLE_MANAGED_SERVICE_NO_PEERING", { address: range.address, attribute }, why, fix);
  }
}

/** Redis takes a block of addresses, and one of the ranges must hold a whole one. */
function hasRoom(trail: Trail, held: Held, { address, needs }: Cache): void {
  const tooSmall = held.filter((range) => range?.size !== undefined && range.size < needs);
  const [first] = tooSmall;
  if (!first || tooSmall.length < held.length) return;
  trail.blocked(
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    { address: first.address, attribute: "prefix_length" },
    `it holds ${first.size} addresses, and ${address} takes ${needs}`,
    "allocate a larger range: a /24 or more leaves room for the services to come",
  );
}

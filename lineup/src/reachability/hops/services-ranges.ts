import { allocation, sizeOf } from "../../topology/allocations";
import { exists } from "../../topology/exists";
import type { Allocation, ServicesConnection, Target, Topology } from "../../topology/model";
import { compareNetworks, networkName } from "../../topology/networks";
import { isKnown } from "../../values";
import type { Trail } from "../path";

/** The services connection must hold a range of its network in which the target has room. */
export function holdsRange(trail: Trail, topology: Topology, connection: ServicesConnection, target: Target): void {
  const at = { address: connection.address, attribute: "reserved_peering_ranges" };
  if (!isKnown(connection.ranges)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `the ranges it holds are unknown: ${connection.ranges.shown}`,
      "list them by reference",
    );
    return;
  }
  const held = connection.ranges.map((range) => allocation(range, topology.allocations));
  for (const range of held) {
    if (range?.network && compareNetworks(range.network, target.network) === "different") {
      trail.blocked(
        "GOOGLE_MANAGED_SERVICE_NO_PEERING",
        { address: range.address, attribute: "network" },
        `it is allocated in ${networkName(range.network)}, not in ${networkName(target.network)}`,
        "allocate it in the network of the connection",
      );
    }
  }
  if (!exists(topology, connection)) areUsable(trail, held);
  if (connection.ranges.length === 0) {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      at,
      `it holds no range from which ${target.kind.facts.noun} could get an address`,
      "list an allocated range",
    );
    return;
  }
  const reserved = target.reserved === undefined ? undefined : allocation(target.reserved, topology.allocations);
  if (!exists(topology, target)) hasRoom(trail, reserved ? [reserved] : held, target);
  if (target.reserved === undefined) return;
  const reservedName = typeof target.reserved === "string" ? target.reserved : reserved?.name;
  const names = connection.ranges.map((range) =>
    typeof range === "string" ? range : allocation(range, topology.allocations)?.name,
  );
  if ((reserved && held.includes(reserved)) || (typeof reservedName === "string" && names.includes(reservedName)))
    return;
  const isRange = typeof target.reserved === "string" && target.reserved.includes("/");
  if (isRange) return;
  const attribute = target.kind.facts.isCache ? "reserved_ip_range" : "settings.ip_configuration.allocated_ip_range";
  const place = { address: target.address, attribute };
  if (reservedName === undefined || names.some((name) => typeof name !== "string")) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      place,
      `lineup cannot determine whether ${connection.address} holds its range`,
      "refer to the allocated range",
    );
  } else {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      place,
      `it takes its address from ${String(reservedName)}, which ${connection.address} does not hold`,
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

/** A target takes a block of addresses, and one of the ranges must hold a whole one. */
function hasRoom(trail: Trail, held: Held, { address, needs }: Target): void {
  const isTooSmall = (range: Allocation | undefined): range is Allocation =>
    range !== undefined && (sizeOf(range) ?? needs) < needs;
  const tooSmall = held.filter(isTooSmall);
  const [first] = tooSmall;
  if (!first || tooSmall.length < held.length) return;
  trail.blocked(
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    { address: first.address, attribute: "prefix_length" },
    `it holds ${sizeOf(first)} addresses, and ${address} takes ${needs}`,
    "allocate a larger range: a /24 or more leaves room for the services to come",
  );
}

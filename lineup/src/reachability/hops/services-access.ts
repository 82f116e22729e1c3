import type { Target, Topology } from "../../topology/model";
import { compareNetworks, networkName } from "../../topology/networks";
import { isActive, peeringsTo } from "../../topology/peerings";
import { isKnown } from "../../values";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import { existence, isCreatedHere } from "./places";
import { holdsRange } from "./services-ranges";

const RESOLVE = "refer to one network resource in both places, or judge with --config, or judge the state";

/** With PRIVATE_SERVICE_ACCESS a target depends on the services connection of its network, its peering and its range. */
export function servicesAccess(trail: Trail, topology: Topology, target: Target): void {
  const { noun, isCache, network: attribute } = target.kind.facts;
  const at = { address: target.address, attribute: isCache ? "connect_mode" : attribute };
  const needs = isCache ? "PRIVATE_SERVICE_ACCESS needs" : `the private address of ${noun} needs`;
  if (!isKnown(target.connectMode)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `its connect mode is unknown: ${target.connectMode.shown}`,
      "write it so that it resolves",
    );
    return;
  }
  if (target.connectMode !== "PRIVATE_SERVICE_ACCESS") return;
  const candidates = topology.connections.map((connection) => ({
    connection,
    sameness: connection.network ? compareNetworks(connection.network, target.network) : ("unknown" as const),
  }));
  const found = candidates.find(({ sameness }) => sameness === "same")?.connection;
  if (found) {
    if (!found.certain) existence(trail, found.address);
    holdsRange(trail, topology, found, target);
    return;
  }
  const possible = candidates.find(({ sameness }) => sameness === "unknown")?.connection;
  if (possible) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: possible.address, attribute: "network" },
      `lineup cannot determine whether it connects ${networkName(target.network)}`,
      RESOLVE,
    );
  } else if (mayHoldMore(topology, "google_service_networking_connection")) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `lineup cannot determine whether ${networkName(target.network)} has a services connection: not all of them were read`,
      "judge an inventory that holds the services connections",
    );
  } else if (topology.kind === "inventory" && peeringsTo(target, topology).some(isActive)) {
    trail.assume(
      `the peering of the services connection of ${networkName(target.network)} is ACTIVE, which decides, though the inventory lists no connection`,
    );
  } else if (isCreatedHere(topology, target.network) || topology.kind === "inventory") {
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PEERING",
      at,
      `${networkName(target.network)} has no services connection, which ${needs}`,
      `add a google_service_networking_connection on this network and make ${noun} depend on it`,
    );
  } else {
    trail.assume(
      `${networkName(target.network)} has a services connection: it is not part of this input, and ${noun} cannot be created without one`,
    );
  }
}

import type { Target, Topology } from "../../topology/model";
import { compareNetworks, networkName } from "../../topology/networks";
import { isActive, peeringNameOf, peeringsTo, stateOf } from "../../topology/peerings";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";

const REPAIR: Record<string, string> = {
  PRIVATE_SERVICE_ACCESS:
    "run gcloud services vpc-peerings update --force for this network, which creates the peering again",
  DIRECT_PEERING: "Memorystore makes this peering: ask Google's support for it, or replace the instance",
};

/**
 * The peering over which Redis is reached. Only a live project shows it: it can be INACTIVE or gone while the services
 * connection is still listed and the instance is READY.
 */
export function overGooglePeering(trail: Trail, topology: Topology, target: Target): void {
  const { network, connectMode } = target;
  const name = peeringNameOf(target);
  const { noun, network: attribute } = target.kind.facts;
  const isRead = topology.networks.some(({ id }) => compareNetworks(id, network) === "same");
  if (name === undefined || topology.kind !== "inventory") return;
  if (mayHoldMore(topology, "google_compute_network_peering")) return;
  if (!isRead) {
    const at = { address: target.address, attribute };
    const message = `the inventory lists no network ${networkName(network)}: lineup cannot determine whether it exists and has its peering ${name}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "read the project of the network with lineup inventory");
    return;
  }
  const fix = REPAIR[String(connectMode)] ?? "";
  const found = peeringsTo(target, topology);
  const down = found.filter((one) => !isActive(one));
  const [first] = down;
  if (found.length === 0) {
    const at = { address: placeOf(topology, target), attribute: "network" };
    trail.blocked(
      "NO_ROUTE",
      at,
      `${networkName(network)} has no peering ${name}, and ${noun} is reached over it only`,
      fix,
    );
  } else if (first) {
    const at = { address: first.address, attribute: "state" };
    const isSaid = down.every((one) => stateOf(one) !== undefined);
    const state = isSaid ? stateOf(first) : "in a state that the inventory does not say";
    const message = `the peering is ${state}, and ${noun} is reached over it only`;
    if (down.length === found.length && isSaid) trail.blocked("NO_ROUTE", at, message, fix);
    else if (down.length === found.length) trail.unknown("NO_ROUTE", at, message, fix);
    else trail.unknown("NO_ROUTE", at, `${message}, if this instance is behind this one`, fix);
  }
}

/** The services connection where one is listed: it is what misses its peering. */
function placeOf({ connections }: Topology, { address, connectMode, network }: Target): string {
  const connection = connections.find((one) => one.network && compareNetworks(one.network, network) === "same");
  return connectMode === "PRIVATE_SERVICE_ACCESS" && connection ? connection.address : address;
}

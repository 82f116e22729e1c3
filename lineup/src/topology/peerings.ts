import { isRedisPeering, SERVICES_PEERING } from "../../../facts/peerings";
import type { NetworkPeering, Target, Topology } from "./model";
import { compareNetworks } from "./networks";
import { get, knownText } from "./read";

// The peerings over which Redis is reached. Only a live project shows them: Google makes them.

/** What they are called, for a Redis with this connect mode; undefined where the mode is unknown. */
export function peeringNameOf({ connectMode }: Pick<Target, "connectMode">): string | undefined {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" ? "redis-peer-…" : undefined;
}

/** Whether a peering of this name carries the packets to this Redis. */
export function carries(name: string | undefined, { connectMode }: Pick<Target, "connectMode">): boolean {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return name === SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" && isRedisPeering(name);
}

/** Undefined where the input does not say it. */
export function stateOf({ resource }: Pick<NetworkPeering, "resource">): string | undefined {
  return knownText(get(resource, "state"));
}

export function isActive(peering: Pick<NetworkPeering, "resource">): boolean {
  return stateOf(peering) === "ACTIVE";
}

/** The peerings of a network that carry packets to this Redis. */
export function peeringsTo(target: Target, { peerings }: Pick<Topology, "peerings">): NetworkPeering[] {
  return peerings.filter(
    (one) =>
      carries(knownText(one.name), target) &&
      one.network &&
      compareNetworks(one.network, target.network) !== "different",
  );
}

import { isRedisPeering, SERVICES_PEERING } from "../../../facts/peerings";
import type { Cache, NetworkPeering } from "./model";
import { get, knownText } from "./read";

// The peerings over which Redis is reached. Only a live project shows them: Google makes them.

/** What they are called, for a Redis with this connect mode; undefined where the mode is unknown. */
export function peeringNameOf({ connectMode }: Pick<Cache, "connectMode">): string | undefined {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" ? "redis-peer-…" : undefined;
}

/** Whether a peering of this name carries the packets to this Redis. */
export function carries(name: string | undefined, { connectMode }: Pick<Cache, "connectMode">): boolean {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return name === SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" && isRedisPeering(name);
}

export function isActive({ resource }: Pick<NetworkPeering, "resource">): boolean {
  return (knownText(get(resource, "state")) ?? "ACTIVE") === "ACTIVE";
}

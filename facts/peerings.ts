/** The peering of a services connection, in every network that has one. */
export const SERVICES_PEERING = "servicenetworking-googleapis-com";

/** A list of the routes that a peering brings, as an inventory holds it: Terraform has no such type. */
export const PEERING_ROUTES = "google_compute_exchanged_peering_routes";

/** Memorystore makes one of these by itself for Redis instances with DIRECT_PEERING. */
export function isRedisPeering(name: string | undefined): boolean {
  return name?.startsWith("redis-peer-") === true;
}

/** Whether a peering of this name carries the packets to a Redis with this connect mode. */
export function isPeeringOf(name: string | undefined, connectMode: unknown): boolean {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return name === SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" && isRedisPeering(name);
}

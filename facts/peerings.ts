/** The peering of a services connection, in every network that has one. */
export const SERVICES_PEERING = "servicenetworking-googleapis-com";

/** Memorystore makes one of these by itself for Redis instances with DIRECT_PEERING. */
export function isRedisPeering(name: string | undefined): boolean {
  return name?.startsWith("redis-peer-") === true;
}

import { readFileSync } from "node:fs";

/**
 * What ships, as it was before the incident: Redis peered directly with the network, at the address that Google picks
 * when none is set, and a rule that opens both the old range and the new. This is the one place where what
 * terraform gets is not what ships, and the scenario says so.
 */
export function stagingBeforeIncident(shipped: string): string {
  const stack = JSON.parse(readFileSync(shipped, "utf8"));
  const { google_redis_instance: caches, google_compute_firewall: rules } = stack.resource;
  caches.cache.connect_mode = "DIRECT_PEERING";
  delete caches.cache.reserved_ip_range;
  rules.firewall_redis_egress.destination_ranges.push("10.107.0.0/16");
  return JSON.stringify(stack, null, 2);
}

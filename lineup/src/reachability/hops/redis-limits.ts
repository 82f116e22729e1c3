import { addressesOf } from "../../sets/addresses";
import type { Cache } from "../../topology/model";
import { get, knownText } from "../../topology/read";
import type { Trail } from "../path";

/** Google refuses some instances only when they are created; a plan does not show it. */
export function redisIsMade(trail: Trail, cache: Cache): void {
  const { address, connectMode, reserved, needs, region, resource } = cache;
  const range = typeof reserved === "string" ? addressesOf(reserved) : undefined;
  if (connectMode === "DIRECT_PEERING" && range && !range.isEmpty && range.size < needs) {
    trail.blocked(
      "REDIS_INSTANCE_NOT_RUNNING",
      { address, attribute: "reserved_ip_range" },
      `Google refuses to create it: it takes ${needs} addresses, and ${reserved} holds ${range.size}`,
      `reserve a /${needs === 8 ? 29 : 28}`,
    );
  }
  for (const attribute of ["location_id", "alternative_location_id"]) {
    const zone = knownText(get(resource, attribute));
    if (zone === undefined || typeof region !== "string" || zone.startsWith(`${region}-`)) continue;
    trail.unknown(
      "REGION_MISMATCH",
      { address, attribute },
      `its region is ${region} and its zone ${zone}, which is in another region: Google refuses to create it`,
      `use a zone of ${region}, or leave ${attribute} out`,
    );
  }
}

import { REDIS_MAY_ANSWER } from "../../../../facts/redis";
import { addressesOf } from "../../sets/addresses";
import type { Target, Topology } from "../../topology/model";
import { get, knownText } from "../../topology/read";
import type { Trail } from "../path";

/** In some states it may or may not answer: the API says of them that availability may be affected. */
export function redisIsRunning(trail: Trail, { kind }: Pick<Topology, "kind">, { address, state }: Target): void {
  const at = { address, attribute: "state" };
  // Terraform does not record the state; an inventory that lacks it does not show whether Redis runs.
  if (state === undefined && kind === "inventory") {
    const message = "its state is unknown: the inventory does not hold it";
    trail.unknown("REDIS_INSTANCE_NOT_RUNNING", at, message, "read the project again with lineup inventory");
    return;
  }
  if (state === undefined || state === "READY") return;
  if (REDIS_MAY_ANSWER.includes(state)) {
    const message = `Redis is ${state}: it may refuse connections until that ends`;
    trail.unknown("REDIS_INSTANCE_NOT_RUNNING", at, message, "wait until it is READY, and judge again");
  } else {
    trail.blocked("REDIS_INSTANCE_NOT_RUNNING", at, `Redis is ${state}`, "wait for it or repair it");
  }
}

/** Google refuses some instances only when they are created; a plan does not show it. */
export function redisIsMade(trail: Trail, target: Target): void {
  const { address, connectMode, reserved, needs, region, resource } = target;
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

import { isOptionalComputed } from "../../../../facts/provider";
import { isApplied } from "../../topology/exists";
import { isComputed } from "../../topology/read";
import { field, isFields, Unresolved, type Value } from "../../values";
import { defineRule } from "../define";

/** Attributes that decide a path. Which of them are Optional+Computed is the provider's word, not ours. */
const DECIDE: Record<string, string[]> = {
  google_redis_instance: [
    "authorized_network",
    "connect_mode",
    "region",
    "reserved_ip_range",
    "transit_encryption_mode",
  ],
  google_vpc_access_connector: ["network", "region", "min_instances", "max_instances", "ip_cidr_range"],
  google_compute_firewall: ["direction", "destination_ranges", "priority"],
  google_cloud_run_v2_service: ["template.vpc_access.egress"],
  google_cloud_run_v2_worker_pool: ["template.vpc_access.egress"],
  google_cloud_run_v2_job: ["template.template.vpc_access.egress"],
  google_compute_global_address: ["address", "prefix_length"],
};

/** The attributes whose hand edit no plan would notice, as long as they are unset. */
export function invisibleWhenUnset(type: string): string[] {
  const deciding = Object.hasOwn(DECIDE, type) ? (DECIDE[type] ?? []) : [];
  return deciding.filter((path) => isOptionalComputed(type, path));
}

export const unsetComputed = defineRule({
  id: "unset-computed",
  title: "An attribute that decides a path is unset",
  help: "The attribute is optional and computed: while the configuration leaves it out, the provider keeps the value of the cloud, so no plan shows a change made by hand.",
  remedy: "Write the attribute out.",
  severity: "warning",
  house: true,
  check: ({ topology }) => {
    if (isApplied(topology)) return [];
    const decisive = new Map(
      Object.keys(DECIDE).map((type) => [
        type,
        invisibleWhenUnset(type).map((path) => ({ path, keys: path.split(".") })),
      ]),
    );
    return topology.resources
      .filter(({ mode, type }) => mode === "managed" && decisive.has(type))
      .flatMap((resource) =>
        (decisive.get(resource.type) ?? [])
          .filter(({ path, keys }) => isUnset(resource.values, keys) && matters(resource.type, path, resource.values))
          .map(({ path }) => ({
            address: resource.address,
            attribute: path,
            message: "is unset and decides a path: no plan would show a change made by hand",
            fix: "write it out",
          })),
      );
  },
});

/** Unset in a block that is there; a block that is not there has nothing to set. */
function isUnset(value: Value | undefined, keys: readonly string[], at = 0): boolean {
  if (value instanceof Unresolved || value === undefined || value === null) return false;
  const block = Array.isArray(value) ? value[0] : value;
  const key = keys[at];
  if (!isFields(block) || key === undefined) return false;
  const inner = field(block, key);
  if (at + 1 < keys.length) return isUnset(inner ?? undefined, keys, at + 1);
  const empty = Array.isArray(inner) && inner.length === 0;
  return (
    inner === undefined || inner === null || inner === "" || empty || (inner instanceof Unresolved && isComputed(inner))
  );
}

function matters(type: string, path: string, values: Value): boolean {
  if (type === "google_compute_firewall" && path === "destination_ranges")
    return field(values, "direction") === "EGRESS";
  if (type === "google_compute_global_address") return field(values, "purpose") === "VPC_PEERING";
  // A connector on a borrowed subnet takes its network from there.
  if (type === "google_vpc_access_connector" && path === "network") {
    const subnet = field(values, "subnet");
    return subnet === undefined || subnet === null || (Array.isArray(subnet) && subnet.length === 0);
  }
  return true;
}

import type { Resource } from "../../inputs/model";
import { Unresolved, type Value } from "../../values";
import { callerAsItIs, isRun } from "./callers";
import { isSame } from "./sameness";

/** What decides a path, of each kind that an inventory reads in Terraform's terms. */
const DECISIVE: Record<string, readonly string[]> = {
  google_redis_instance: [
    "host",
    "port",
    "authorized_network",
    "connect_mode",
    "state",
    "auth_enabled",
    "transit_encryption_mode",
  ],
  google_vpc_access_connector: ["network", "ip_cidr_range", "state", "machine_type", "min_instances", "max_instances"],
  google_compute_network: ["network_firewall_policy_enforcement_order", "auto_create_subnetworks"],
  google_compute_subnetwork: ["ip_cidr_range", "purpose"],
  google_compute_global_address: ["address", "prefix_length", "purpose"],
  google_service_networking_connection: ["reserved_peering_ranges"],
  google_compute_firewall: [
    "allow",
    "deny",
    "destination_ranges",
    "direction",
    "disabled",
    "priority",
    "source_ranges",
    "source_service_accounts",
    "source_tags",
    "target_service_accounts",
    "target_tags",
  ],
};
/** Where an API says nothing, these are empty. */
const LISTS = /^(allow|deny|.*_(ranges|tags|service_accounts))$/;

/** A managed resource with what the live project says of it, where that decides. */
export function asItIs(managed: Resource, live: Resource): Resource {
  if (isRun(managed)) return { ...managed, values: callerAsItIs(managed, live) };
  const keys = Object.hasOwn(DECISIVE, managed.type) ? (DECISIVE[managed.type] ?? []) : [];
  const said = keys.flatMap((key): [string, Value][] => {
    const said = live.values[key] ?? (LISTS.test(key) ? [] : undefined);
    const value = key === "state" && said === "" ? "STATE_UNSPECIFIED" : said;
    const was = managed.values[key];
    // The provider does not read this of every kind, and then its silence says nothing.
    if (key === "state" && was === undefined && value === "READY") return [];
    return value === undefined || value instanceof Unresolved || isSame(was, value) ? [] : [[key, value]];
  });
  return { ...managed, values: { ...managed.values, ...Object.fromEntries(said) } };
}

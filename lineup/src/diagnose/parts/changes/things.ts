import { get, knownText } from "../../../topology/read";
import { lastSegment } from "../../../values";
import type { Live } from "../../part";

// Which thing of the inventory an entry of the audit log is about: it names it by its path in the API.

const CONNECTION = "google_service_networking_connection";

/** By the API, the collection in the path and the type of the inventory. */
const TYPES: Readonly<Record<string, string>> = {
  "compute firewalls": "google_compute_firewall",
  "compute networks": "google_compute_network",
  "compute subnetworks": "google_compute_subnetwork",
  "compute routes": "google_compute_route",
  "compute routers": "google_compute_router",
  "compute addresses": "google_compute_address",
  "compute forwardingRules": "google_compute_forwarding_rule",
  "compute firewallPolicies": "google_compute_network_firewall_policy",
  "vpcaccess connectors": "google_vpc_access_connector",
  "redis instances": "google_redis_instance",
  "redis clusters": "google_redis_cluster",
  "run services": "google_cloud_run_v2_service",
  "run jobs": "google_cloud_run_v2_job",
  "run workerPools": "google_cloud_run_v2_worker_pool",
  "secretmanager secrets": "google_secret_manager_secret",
  "iam serviceAccounts": "google_service_account",
  "dns managedZones": "google_dns_managed_zone",
  "cloudresourcemanager projects": "google_project_iam_member",
  "servicenetworking services": CONNECTION,
  "serviceusage services": "google_project_service",
};

const NAMES = ["name", "secret_id", "email"] as const;
const NAME = /^[\w.@:-]{1,255}$/;

/** The address in the inventory, or the one that a thing had which is gone; undefined for what no path hangs on. */
export function thingAt(
  api: string,
  path: string,
  email: string | undefined,
  live: Live | undefined,
): string | undefined {
  const words = path.replace(/^\/+/, "").split("/");
  for (let place = words.length - 2; place >= 0; place -= 1) {
    const [collection = "", said = ""] = [words[place], words[place + 1]];
    const type = typeOf(api, collection, words);
    if (type === undefined) continue;
    // An account is named by a number as well.
    const name = type === "google_service_account" && email !== undefined ? email : said;
    if (!NAME.test(name)) return undefined;
    const version = collection === "secrets" && words[place + 2] === "versions" ? words[place + 3] : undefined;
    if (version !== undefined && /^\d{1,9}$/.test(version))
      return `google_secret_manager_secret_version.${name}/${version}`;
    return addressOf(type, name, regionIn(words), live);
  }
  return undefined;
}

function typeOf(api: string, collection: string, words: readonly string[]): string | undefined {
  if (api === "compute" && collection === "addresses" && words.includes("global"))
    return "google_compute_global_address";
  const key = `${api} ${collection}`;
  return Object.hasOwn(TYPES, key) ? TYPES[key] : undefined;
}

function regionIn(words: readonly string[]): string | undefined {
  const place = words.findIndex((word) => word === "locations" || word === "regions");
  return place < 0 ? undefined : words[place + 1];
}

/** Two regions may hold the same name: then the inventory has the region before it. */
function addressOf(type: string, name: string, region: string | undefined, live: Live | undefined): string {
  const all = live?.model.resources.filter((one) => one.type === type);
  // The log names it by its service, and the inventory by its network: there is one for each network, and mostly one.
  if (type === CONNECTION && all?.length === 1) return all[0]?.address ?? type;
  const found = all?.filter((one) => NAMES.some((key) => knownText(get(one, key)) === name));
  const near = found?.find((one) => {
    const its = knownText(get(one, "region")) ?? knownText(get(one, "location"));
    return region === undefined || its === undefined || lastSegment(its) === region;
  });
  return near?.address ?? `${type}.${name}`;
}

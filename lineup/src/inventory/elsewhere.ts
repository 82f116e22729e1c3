import { at, type Thing, textAt, thingsAt, type Unread } from "./model";

/** What a network of another project may hold that decides a path of this one. */
const DECIDING = [
  "google_compute_network",
  "google_compute_subnetwork",
  "google_compute_firewall",
  "google_compute_firewall_policy",
  "google_compute_network_firewall_policy",
  "google_compute_region_network_firewall_policy",
  "google_network_connectivity_policy_based_route",
  "google_compute_global_address",
  "google_service_networking_connection",
  "google_vpc_access_connector",
  "google_redis_instance",
];

/** Shared VPC: a service, connector or Redis that hangs on another project's network is decided there. */
export function elsewhere(resources: readonly { type: string; values: Thing }[], project: string): Unread[] {
  const others = new Set(resources.flatMap(({ type, values }) => named(type, values)).map(projectIn));
  others.delete(undefined);
  others.delete(project);
  return [...others].sort().map((other) => ({
    what: `the networks of the project ${other}`,
    why: `things of ${project} hang on them, and only ${project} was read`,
    types: [...DECIDING],
    project: other as string,
  }));
}

function named(type: string, values: Thing): (string | undefined)[] {
  if (type === "google_redis_instance") return [textAt(values, "authorized_network")];
  if (type === "google_vpc_access_connector") return [textAt(values, "network")];
  if (!type.startsWith("google_cloud_run_v2_")) return [];
  return thingsAt(values, "template")
    .flatMap((template) => [template, ...thingsAt(template, "template")])
    .flatMap((template) => thingsAt(template, "vpc_access"))
    .flatMap((access) => [
      textAt(access, "connector"),
      ...thingsAt(access, "network_interfaces").flatMap((one) => [at(one, "network"), at(one, "subnetwork")]),
    ])
    .filter((path) => typeof path === "string");
}

function projectIn(path: string | undefined): string | undefined {
  return /(?:^|\/)projects\/([^/]+)\//.exec(path ?? "")?.[1];
}

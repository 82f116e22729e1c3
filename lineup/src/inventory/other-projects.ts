import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import type { Unread } from "../inputs/shapes";

/** Resources in another project's network that can decide a path of this project. */
export const DECIDING_TYPES: readonly string[] = [
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

/** Shared VPC: networks of other projects that this project uses, none of which were read. */
export function unreadProjects(
  resources: readonly { type: string; values: ApiObject }[],
  [own = "", ...hosts]: readonly string[],
): Unread[] {
  return otherProjects(resources, own)
    .filter((other) => !hosts.includes(other))
    .map((other) => ({
      what: `the networks of the project ${other}`,
      why: `resources of ${own} use them, and only ${[own, ...hosts].join(" and ")} was read`,
      types: [...DECIDING_TYPES],
      project: other,
    }));
}

/** The projects whose networks are named. */
export function otherProjects(
  resources: readonly { type: string; values: ApiObject }[],
  own: string,
): readonly string[] {
  const named = new Set(resources.flatMap(({ type, values }) => networkPaths(type, values)).map(projectIn));
  return [...named].filter((project) => project !== undefined && project !== own).sort() as string[];
}

function networkPaths(type: string, values: ApiObject): (string | undefined)[] {
  if (type === "google_redis_instance") return [textAt(values, "authorized_network")];
  if (type === "google_vpc_access_connector") return [textAt(values, "network")];
  if (!type.startsWith("google_cloud_run_v2_")) return [];
  return thingsAt(values, "template")
    .flatMap((template) => [template, ...thingsAt(template, "template")])
    .flatMap((template) => thingsAt(template, "vpc_access"))
    .flatMap((access) => [
      textAt(access, "connector"),
      ...thingsAt(access, "network_interfaces").flatMap((one) => [own(one, "network"), own(one, "subnetwork")]),
    ])
    .filter((path) => typeof path === "string");
}

function projectIn(path: string | undefined): string | undefined {
  return /(?:^|\/)projects\/([^/]+)\//.exec(path ?? "")?.[1];
}

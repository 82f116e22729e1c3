import { type ApiObject, textAt } from "../model";

/** The id that the provider gives a thing of each type, made of its attributes. */
const IDS: Readonly<Record<string, string>> = {
  google_cloud_run_v2_service: "projects/{project}/locations/{location}/services/{name}",
  google_cloud_run_v2_service_iam_member: "{name}/{role}/{member}",
  google_compute_firewall: "projects/{project}/global/firewalls/{name}",
  google_compute_global_address: "projects/{project}/global/addresses/{name}",
  google_compute_network: "projects/{project}/global/networks/{name}",
  google_compute_router: "projects/{project}/regions/{region}/routers/{name}",
  google_compute_router_nat: "{project}/{region}/{router}/{name}",
  google_compute_subnetwork: "projects/{project}/regions/{region}/subnetworks/{name}",
  google_project_service: "{project}/{service}",
  google_redis_instance: "projects/{project}/locations/{region}/instances/{name}",
  google_secret_manager_secret: "projects/{project}/secrets/{secret_id}",
  google_secret_manager_secret_iam_member: "{secret_id}/{role}/{member}",
  google_service_networking_connection: "{network}:{service}",
  google_vpc_access_connector: "projects/{project}/locations/{region}/connectors/{name}",
};

/** Undefined for another type, and for a thing of which a part of the id is not known. */
export function idOf(type: string, values: ApiObject): string | undefined {
  const template = Object.hasOwn(IDS, type) ? IDS[type] : undefined;
  if (template === undefined) return undefined;
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (names.some((name) => textAt(values, name) === undefined)) return undefined;
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => textAt(values, name) ?? "");
}

/** Whether the inventory has of this type whatever a configuration can say. */
export function isReadWhole(type: string): boolean {
  return Object.hasOwn(IDS, type);
}

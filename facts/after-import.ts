/**
 * What an import of hashicorp/google 6.50.0 puts into the state without having read it of the thing, by the type and the
 * attribute: null where it puts nothing. Each is an attribute that a configuration can say and no reading tells: seen in
 * the provider's Read and Import functions, and held against real imports by the rehearsal `life`.
 */
export const AFTER_IMPORT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  google_cloud_run_v2_job: { deletion_protection: true },
  google_cloud_run_v2_job_iam_member: {},
  google_cloud_run_v2_service: { deletion_protection: true },
  google_cloud_run_v2_service_iam_member: {},
  google_compute_firewall: { enable_logging: null, params: [] },
  google_compute_global_address: {},
  google_compute_network: { delete_default_routes_on_create: false, params: [] },
  google_compute_router: { md5_authentication_keys: [] },
  google_compute_router_nat: { auto_network_tier: null, initial_nat_ips: null },
  google_compute_subnetwork: { ip_collection: null, params: [], send_secondary_ip_range_if_empty: null },
  google_project_service: { disable_dependent_services: null, disable_on_destroy: null },
  google_redis_instance: { reserved_ip_range: null },
  google_secret_manager_secret: { deletion_protection: false, tags: null, ttl: null },
  google_secret_manager_secret_iam_member: {},
  google_service_networking_connection: { deletion_policy: null, update_on_creation_fail: null },
  google_vpc_access_connector: {},
};

/**
 * Of these maps the provider keeps the keys that the state had before: after an import there are none. All that the thing
 * has stands in the map beside it.
 */
export const EMPTY_AFTER_IMPORT: Readonly<Record<string, string>> = {
  labels: "effective_labels",
  annotations: "effective_annotations",
};

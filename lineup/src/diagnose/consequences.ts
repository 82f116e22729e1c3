import { CAUSES } from "../causes";

// What follows from what: where the one is broken, the other is seen, and is no cause of its own.

const UNDECIDED = new Set(["UNRESOLVED_REFERENCE", "UNEVALUATED_POLICY"]);
const NOT_READY = "CLOUD_RUN_REVISION_NOT_READY";

/** Whatever keeps a service from its Redis, as verify calls it. */
export const CUTS: readonly string[] = CAUSES.map(({ id }) => id).filter(
  (id) => id !== NOT_READY && !UNDECIDED.has(id),
);

/** Why no answer comes: a wrong password is answered. */
export const SILENCED_BY: readonly string[] = [
  ...CUTS.filter((id) => id !== "AUTH_NOT_GIVEN"),
  ...["RESOURCE_MISSING", "TRAFFIC_PINNED_STALE", "VARIABLE_CHANGED", "VARIABLE_MISSING", "VARIABLE_LOCALHOST"],
];

/** Why Redis answers and refuses: then packets arrive. */
export const REFUSED_BY: readonly string[] = [
  ...["AUTH_NOT_GIVEN", "SECRET_NOT_READABLE", "TLS_MISMATCH", "ADDRESS_MISMATCH", "REDIS_INSTANCE_NOT_RUNNING"],
  ...["RESOURCE_MISSING", "TRAFFIC_PINNED_STALE", "VARIABLE_CHANGED", "VARIABLE_MISSING"],
];

const CONNECTOR = ["VPC_CONNECTOR_NOT_SET", "VPC_CONNECTOR_NOT_RUNNING", "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED"];
const PEERING = ["GOOGLE_MANAGED_SERVICE_NO_PEERING", "NO_ROUTE", "RANGE_OVERLAP"];
const SECRET = ["SECRET_NOT_READABLE", "AUTH_NOT_GIVEN"];
const NAMED = ["UNRESOLVED_REFERENCE"];

/** What is seen where a thing of a type is written and not there. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  google_compute_network: [...CONNECTOR, ...PEERING, ...NAMED, "FIREWALL_RULE"],
  google_compute_subnetwork: [...CONNECTOR, ...NAMED, "NO_ROUTE"],
  google_compute_firewall: ["FIREWALL_RULE", "VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED"],
  google_compute_global_address: PEERING,
  google_service_networking_connection: PEERING,
  google_vpc_access_connector: [...CONNECTOR, ...NAMED, "NO_ROUTE"],
  google_redis_instance: [
    "ADDRESS_MISMATCH",
    "REDIS_INSTANCE_NOT_RUNNING",
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    ...NAMED,
  ],
  google_secret_manager_secret: SECRET,
  google_secret_manager_secret_version: SECRET,
  google_secret_manager_secret_iam_member: SECRET,
  google_project_iam_member: SECRET,
  google_service_account: ["ACCOUNT_UNAVAILABLE", "SECRET_NOT_READABLE"],
};

/** The codes that a cause explains besides those that a part has named, given the type of what is broken. */
export function explainedByNature(code: string, type: string): readonly string[] {
  if (code === "RESOURCE_MISSING") return [...(WITHOUT[type] ?? []), ...(WITHOUT[type] ? SEEN : [])];
  if (code === "REVISION_FAILED") return [NOT_READY];
  return CUTS.includes(code) ? SEEN : [];
}

/**
 * What a service without its Redis shows. A revision that failed is not among it: it may have failed for a reason of its
 * own, and stays below what is certain.
 */
const SEEN: readonly string[] = [NOT_READY, "START_FAILED", "WEBSOCKETS_CLOSED"];

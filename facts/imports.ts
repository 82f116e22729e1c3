/**
 * By which id Terraform imports a resource of each type: the form that names the project, as the importer of provider
 * google 6.50.0 reads it. `{attribute}` is one segment. What stands in brackets may be said in full by its last
 * attribute (`network = google_compute_network.network.id`), and then counts as it is said, another project included.
 * The condition of a member belongs to its id.
 */
const IDS: Readonly<Record<string, string>> = {
  google_cloud_run_service: "locations/{location}/namespaces/{project}/services/{name}",
  google_cloud_run_v2_job: "projects/{project}/locations/{location}/jobs/{name}",
  google_cloud_run_v2_job_iam_member:
    "[projects/{project}/locations/{location}/jobs/{name}] {role} {member}{condition}",
  google_cloud_run_v2_service: "projects/{project}/locations/{location}/services/{name}",
  google_cloud_run_v2_service_iam_binding: "[projects/{project}/locations/{location}/services/{name}] {role}{condition}",
  google_cloud_run_v2_service_iam_member:
    "[projects/{project}/locations/{location}/services/{name}] {role} {member}{condition}",
  google_cloud_run_v2_worker_pool: "projects/{project}/locations/{location}/workerPools/{name}",
  google_cloud_scheduler_job: "projects/{project}/locations/{region}/jobs/{name}",
  google_compute_address: "projects/{project}/regions/{region}/addresses/{name}",
  google_compute_firewall: "projects/{project}/global/firewalls/{name}",
  google_compute_firewall_policy: "locations/global/firewallPolicies/{name}",
  google_compute_firewall_policy_association:
    "[locations/global/firewallPolicies/{firewall_policy}]/associations/{name}",
  google_compute_firewall_policy_rule: "[locations/global/firewallPolicies/{firewall_policy}]/rules/{priority}",
  google_compute_global_address: "projects/{project}/global/addresses/{name}",
  google_compute_network: "projects/{project}/global/networks/{name}",
  google_compute_network_firewall_policy: "projects/{project}/global/firewallPolicies/{name}",
  google_compute_network_firewall_policy_association:
    "[projects/{project}/global/firewallPolicies/{firewall_policy}]/associations/{name}",
  google_compute_network_firewall_policy_rule:
    "[projects/{project}/global/firewallPolicies/{firewall_policy}]/rules/{priority}",
  google_compute_network_peering: "[projects/{project}/global/networks/{network}]/{name}",
  google_compute_network_peering_routes_config:
    "[projects/{project}/global/networks/{network}]/networkPeerings/{peering}",
  google_compute_route: "projects/{project}/global/routes/{name}",
  google_compute_router: "projects/{project}/regions/{region}/routers/{name}",
  google_compute_router_nat: "[projects/{project}/regions/{region}/routers/{router}]/{name}",
  google_compute_subnetwork: "projects/{project}/regions/{region}/subnetworks/{name}",
  google_dns_managed_zone: "projects/{project}/managedZones/{name}",
  google_iam_workload_identity_pool:
    "projects/{project}/locations/global/workloadIdentityPools/{workload_identity_pool_id}",
  google_iam_workload_identity_pool_provider:
    "projects/{project}/locations/global/workloadIdentityPools/{workload_identity_pool_id}/providers/{workload_identity_pool_provider_id}",
  google_kms_crypto_key_iam_member:
    "[projects/{project}/locations/{location}/keyRings/{key_ring}/cryptoKeys/{crypto_key_id}] {role} {member}{condition}",
  google_logging_metric: "{project} {name}",
  google_memorystore_instance: "projects/{project}/locations/{location}/instances/{instance_id}",
  // Google gives these their names, which say the project: they are known of what exists only.
  google_monitoring_alert_policy: "[projects/{project}/alertPolicies/{name}]",
  google_monitoring_custom_service: "projects/{project}/services/{service_id}",
  google_monitoring_dashboard: "[projects/{project}/dashboards/{id}]",
  google_monitoring_notification_channel: "[projects/{project}/notificationChannels/{name}]",
  // An import reads no service: the plan replaces what it has imported, which holds nothing of its own.
  google_monitoring_slo: "projects/{project}/services/{service}/serviceLevelObjectives/{slo_id}",
  google_monitoring_uptime_check_config: "[projects/{project}/uptimeCheckConfigs/{name}]",
  google_network_connectivity_policy_based_route: "projects/{project}/locations/global/policyBasedRoutes/{name}",
  google_network_management_connectivity_test: "projects/{project}/locations/global/connectivityTests/{name}",
  google_project_iam_audit_config: "{project} {service}",
  google_project_iam_custom_role: "projects/{project}/roles/{role_id}",
  google_project_iam_member: "{project} {role} {member}{condition}",
  google_project_service: "{project}/{service}",
  google_redis_cluster: "projects/{project}/locations/{region}/clusters/{name}",
  google_redis_instance: "projects/{project}/locations/{region}/instances/{name}",
  google_secret_manager_secret: "projects/{project}/secrets/{secret_id}",
  google_secret_manager_secret_iam_member: "[projects/{project}/secrets/{secret_id}] {role} {member}{condition}",
  google_service_account: "projects/{project}/serviceAccounts/{email}",
  google_service_account_iam_member:
    "[projects/{project}/serviceAccounts/{service_account_id}] {role} {member}{condition}",
  google_service_networking_connection: "[projects/{project}/global/networks/{network}]:{service}",
  google_storage_bucket: "{project}/{name}",
  google_storage_bucket_iam_member: "[b/{bucket}] {role} {member}{condition}",
  google_vpc_access_connector: "projects/{project}/locations/{region}/connectors/{name}",
};

const NEVER: Readonly<Record<string, string>> = {
  google_secret_manager_secret_version:
    "an imported version has no secret_data_wo_version, so the plan deletes it and makes another; a secret holds any number of versions, so a new one is made beside those that exist",
};

const GOOGLE_NAMES_IT =
  "not looked for: Google gives it its name, so none that exists is known to be this one; a new one is made beside them";
const NAMED =
  "not looked for: lineup reads nothing of what watches; where one of this name exists, the apply says so, and makes none";

/** What watches: no packet passes there, so what exists of it is not read, and an environment is taken over without it. */
const NOT_LOOKED_FOR: Readonly<Record<string, string>> = {
  google_logging_metric: NAMED,
  google_monitoring_alert_policy: GOOGLE_NAMES_IT,
  google_monitoring_custom_service: NAMED,
  google_monitoring_dashboard: GOOGLE_NAMES_IT,
  google_monitoring_notification_channel: GOOGLE_NAMES_IT,
  google_monitoring_slo: NAMED,
  google_monitoring_uptime_check_config: GOOGLE_NAMES_IT,
};

type Values = Readonly<Record<string, unknown>>;

/**
 * The id; undefined where the type is not known, is never imported, or a value that the id needs is absent, is not a
 * text or could not stand in an id.
 */
export function importIdOf(type: string, values: Values, project: string): string | undefined {
  const form = formOf(type);
  if (form === undefined) return undefined;
  const { whole, rest } = form;
  const container = whole === undefined ? "" : (saidInFull(whole, values) ?? filled(whole.parts, values, project));
  const remainder = container === undefined ? undefined : filled(rest, values, project);
  if (container === undefined || remainder === undefined) return undefined;
  return type === "google_compute_network_peering" ? peeringId(container, remainder) : container + remainder;
}

/** Why a resource of this type is never imported; undefined where it can be. */
export function neverImported(type: string): string | undefined {
  return Object.hasOwn(NEVER, type) ? NEVER[type] : undefined;
}

/** Why nobody looks whether there is a thing of this type already; undefined where somebody does. */
export function notLookedFor(type: string): string | undefined {
  return Object.hasOwn(NOT_LOOKED_FOR, type) ? NOT_LOOKED_FOR[type] : undefined;
}

/** An id taken apart, once for each type: texts, and between them the names of attributes. */
interface Form {
  whole: { parts: readonly string[]; last: string; segments: readonly string[] } | undefined;
  rest: readonly string[];
}

const PLACEHOLDER = /\{(\w+)\}/;
const forms = new Map<string, Form>();

function formOf(type: string): Form | undefined {
  const known = forms.get(type);
  if (known || !Object.hasOwn(IDS, type)) return known;
  const id = IDS[type] ?? "";
  const end = id.startsWith("[") ? id.indexOf("]") : -1;
  const [whole, rest] = end < 0 ? [undefined, id] : [id.slice(1, end), id.slice(end + 1)];
  const form = { whole: whole === undefined ? undefined : containerOf(whole), rest: rest.split(PLACEHOLDER) };
  forms.set(type, form);
  return form;
}

function containerOf(whole: string): Form["whole"] {
  const parts = whole.split(PLACEHOLDER);
  return { parts, last: parts.at(-2) ?? "", segments: whole.split("/") };
}

const isName = (index: number) => index % 2 === 1;

function filled(parts: readonly string[], values: Values, project: string): string | undefined {
  let id = "";
  for (const [index, part] of parts.entries()) {
    const said = isName(index) ? segment(part, values, project) : part;
    if (said === undefined) return undefined;
    id += said;
  }
  return id;
}

/** The bracketed part, where its last attribute holds all of it: as an id, or as a link. */
function saidInFull({ last, segments }: NonNullable<Form["whole"]>, values: Values): string | undefined {
  const value = values[last];
  if (typeof value !== "string") return undefined;
  const all = value.split("/");
  const own = all.slice(-segments.length);
  const before = all.slice(0, -segments.length);
  const isLink = before.length === 0 || (before[0] === "https:" && before.length > 2);
  const fits = (text: string, index: number) => {
    const form = segments[index] ?? "";
    return form.startsWith("{") ? plain(text) !== undefined : text === form;
  };
  return isLink && own.length === segments.length && own.every(fits) && !/\s/.test(value) ? own.join("/") : undefined;
}

function segment(name: string, values: Values, project: string): string | undefined {
  if (name === "condition") return conditionTitle(values.condition);
  const own = owned(name, values, project);
  const value = name === "priority" && Number.isInteger(own) ? String(own) : own;
  if (typeof value !== "string") return undefined;
  // What a thing lies in is often said by a link to it; a role has slashes of its own, and so has a member.
  if (name === "project" || name === "region" || name === "location") return plain(value.split("/").at(-1));
  return name === "role" || name === "member" ? free(value) : plain(value);
}

function owned(name: string, values: Values, project: string): unknown {
  if (name === "project") return values.project ?? project;
  if (name !== "email" || values.email !== undefined || typeof values.account_id !== "string") return values[name];
  return `${values.account_id}@${values.project ?? project}.iam.gserviceaccount.com`;
}

const free = (value: string) => (/^\S+$/.test(value) ? value : undefined);
const plain = (value = "") => (/^[^\s/]+$/.test(value) ? value : undefined);

/** The provider takes an id apart at its spaces, and joins the words of a title with one again. */
function conditionTitle(condition: unknown): string | undefined {
  const one = Array.isArray(condition) ? condition[0] : condition;
  if (one === undefined || one === null) return "";
  const title = typeof one === "object" ? (one as Values).title : undefined;
  return typeof title === "string" && /^\S+(?: \S+)*$/.test(title) ? ` ${title}` : undefined;
}

/** PROJECT/NETWORK/PEERING: the project is the network's. */
function peeringId(network: string, name: string): string {
  const [, project, , , own] = network.split("/");
  return `${project}/${own}${name}`;
}

/** An id that cannot lead to another thing: the provider puts it into the address of a request, and Terraform reads `${`. */
export const PLAIN_ID = /^(?!.*\.\.)[\w.:/@ +=*-]{1,500}$/;

/** A project that an id names beside the one that is meant. */
export function projectBeside(id: string, project: unknown): string | undefined {
  return [...id.matchAll(/projects\/([^/ ]+)/g)].map(([, name = ""]) => name).find((name) => name !== project);
}

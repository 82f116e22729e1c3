import { listOf, textOf } from "./server/kind";
import { DEFAULT_ROUTES } from "./server/kinds/routes";
import { secretIn } from "./server/kinds/secrets";
import type { CloudObject, Store } from "./server/store";

/** The objects that a caller has created: without the projects, and without what Google puts into them. */
export function objectsIn(store: Store): string[] {
  const found = [...store.matching(/./)].flatMap(({ name, thing }) => {
    if (name.endsWith("/iamPolicy")) return grantsOf(name, thing);
    if (GOOGLES.test(name) || DEFAULT_ROUTES.test(name)) return [];
    // What can be restored is gone all the same.
    if (thing.state === "DELETED" || thing.deleted === true) return [];
    // A secret keeps the number of every version it ever had, without its data.
    if (thing.state === "DESTROYED") return [];
    return [name, ...(listOf(thing, "nats") as CloudObject[]).map((nat) => `${name}/nats/${String(nat.name)}`)];
  });
  return found.sort();
}

const GOOGLES = new RegExp(
  [
    "^cloudresourcemanager/projects/[^/]+$",
    "/global/networks/default$",
    String.raw`^iam/.*-compute@developer\.gserviceaccount\.com$`,
    // Kept beside their objects, or made of them.
    "^redis/.*/auth$",
    "^secretmanager/.*/payload$",
    "/endpoints/all$",
    "^run/.*/revisions/[^/]+$",
    "^run/.*/executions/",
    "^logging/.*/entries/",
    "^monitoring/.*/metricDescriptors/",
  ].join("|"),
);

function grantsOf(name: string, policy: CloudObject): string[] {
  return (listOf(policy, "bindings") as CloudObject[]).flatMap((binding) =>
    listOf(binding, "members").map((member) => grant(name.slice(0, -"/iamPolicy".length), binding.role, member)),
  );
}

function grant(on: string, role: unknown, to: unknown): string {
  return `${on} grants ${String(role)} to ${String(to)}`;
}

/** Values that must not be written to a file or a log. */
export function secretsIn(store: Store): string[] {
  const kept = [...store.matching(/^redis\/.*\/instances\/[^/]+$|^secretmanager\/.*\/versions$/)];
  return kept.flatMap(({ name, thing }) => textOf(thing, "string") ?? secretIn(name, store) ?? []).filter(Boolean);
}

/** The API under which the cloud keeps a type of Terraform. */
const API: Record<string, string> = {
  google_compute_network: "compute",
  google_compute_subnetwork: "compute",
  google_compute_firewall: "compute",
  google_compute_global_address: "compute",
  google_compute_router: "compute",
  google_redis_instance: "redis",
  google_vpc_access_connector: "vpcaccess",
  google_cloud_run_v2_service: "run",
  google_cloud_run_v2_job: "run",
  google_cloud_scheduler_job: "cloudscheduler",
  google_secret_manager_secret: "secretmanager",
};
const GRANTED_ON: Record<string, string> = {
  google_cloud_run_v2_service_iam_member: "run",
  google_cloud_run_v2_job_iam_member: "run",
  google_secret_manager_secret_iam_member: "secretmanager",
};

const NAMED_OTHERWISE = [
  "google_compute_router_nat",
  "google_service_networking_connection",
  "google_secret_manager_secret_version",
  "google_project_service",
  "google_logging_metric",
];

/** What watches: some are answered with the number of their project, which the store does not know them by. */
const WATCHING =
  /^google_monitoring_(notification_channel|alert_policy|uptime_check_config|custom_service|slo|dashboard)$/;

/** Types of a state that objectOf does not support. */
export function unsupportedTypesIn(state: unknown): string[] {
  const types = new Set(managedIn(state).map(({ type }) => type));
  return [...types].filter(
    (type) => !(type in API || type in GRANTED_ON || NAMED_OTHERWISE.includes(type) || WATCHING.test(type)),
  );
}

export function objectOf(type: string, values: Record<string, unknown>): string {
  const id = String(values.id);
  if (API[type]) return `${API[type]}/${id}`;
  if (WATCHING.test(type)) return `monitoring/${id.replace(/^projects\/[^/]+/, `projects/${String(values.project)}`)}`;
  if (GRANTED_ON[type]) {
    const [, on, role, member] = /^(.+?)\/(roles\/[^/]+)\/(.+)$/.exec(id) ?? [];
    return grant(`${GRANTED_ON[type]}/${on}`, role, member);
  }
  switch (type) {
    case "google_compute_router_nat": {
      const [project, region, router, name] = id.split("/");
      return `compute/projects/${project}/regions/${region}/routers/${router}/nats/${name}`;
    }
    case "google_service_networking_connection": {
      const key = String(values.network).replaceAll("/", "|");
      return `servicenetworking/services/${String(values.service)}/connections/${key}`;
    }
    case "google_secret_manager_secret_version":
      return `secretmanager/${String(values.secret)}/versions/${String(values.version)}`;
    case "google_logging_metric":
      return `logging/projects/${String(values.project)}/metrics/${id}`;
    case "google_project_service":
      return `serviceusage/projects/${id.split("/")[0]}/services/${String(values.service)}`;
    default:
      throw new Error(`the name of a ${type} in the loopback cloud is unknown - add the type to rehearsal/objects.ts`);
  }
}

interface State {
  values?: { root_module?: { resources?: { mode: string; type: string; values: Record<string, unknown> }[] } };
}

function managedIn(state: unknown) {
  const resources = (state as State).values?.root_module?.resources ?? [];
  return resources.filter(({ mode }) => mode === "managed");
}

function objectsOf(state: unknown): string[] {
  return managedIn(state)
    .map(({ type, values }) => objectOf(type, values))
    .sort();
}

/** What a bootstrap makes, and no environment. */
export const isOfBootstrap = (name: string) => /^(iam|cloudresourcemanager|serviceusage)\//.test(name);

/** Objects on one side only: `unknown` to the state, or `gone` from the cloud. */
export function orphans(store: Store, state: unknown): { unknown: string[]; gone: string[] } {
  const [there, remembered] = [objectsIn(store), objectsOf(state)];
  // Old versions of a secret remain on purpose (ABANDON): an instance that uses one must still be able to read it.
  const abandoned = (name: string) => remembered.includes(/^(secretmanager\/.+)\/versions\/\d+$/.exec(name)?.[1] ?? "");
  return {
    unknown: there.filter((name) => !remembered.includes(name) && !abandoned(name) && !isOfBootstrap(name)),
    gone: remembered.filter((name) => !there.includes(name)),
  };
}

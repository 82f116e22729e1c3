import { API, CACHE, CONNECTOR, REGION, type Root, ref, SUBNET, VPC } from "./base";
import type { VerifyCase } from "./case";
import { add, at, deny, remove } from "./edit";
import { secret } from "./secrets";

const POOL = "google_cloud_run_v2_worker_pool.queue";
const FUNCTION = "google_cloudfunctions2_function.thumbnails";
const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const MAP = "a plan does not know a map of which it does not know a part, and its variables are one map";
const host = ref(`${CACHE}.host`);
const port = ref(`${CACHE}.port`);

/** Callers that are no Cloud Run service. */
export const callers: VerifyCase[] = [
  {
    id: "worker-pool-in-network",
    why: "A worker pool sends from an interface in the network of its Redis.",
    mutate: (root) => pool(root),
    verdict: "reachable",
  },
  {
    id: "worker-pool-outside",
    why: "A worker pool without an interface is in no network.",
    mutate: (root) => pool(root, { vpc_access: undefined }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "worker-pool-denied",
    why: "A deny rule without a target acts on the interfaces of worker pools, too.",
    mutate: (root) => {
      pool(root);
      deny(root, { target_tags: undefined });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "worker-pool-split-to-old-revision",
    why: "Half of the instances are of a revision that the configuration does not describe.",
    mutate: (root) => {
      const old = { type: "INSTANCE_SPLIT_ALLOCATION_TYPE_REVISION", revision: "queue-00001-abc", percent: 50 };
      const latest = { type: "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST", percent: 50 };
      pool(root, {}, { instance_splits: [old, latest] });
    },
    ...UNTOLD,
  },
  {
    id: "worker-pool-split-to-latest",
    why: "All instances are of the latest revision, which is the one that the template describes.",
    mutate: (root) =>
      pool(root, {}, { instance_splits: [{ type: "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST", percent: 100 }] }),
    verdict: "reachable",
  },
  {
    id: "function-through-connector",
    why: "A function of the second generation is a Cloud Run service; its egress is for private ranges unless it says more.",
    mutate: (root) => functionOf(root),
    verdict: "reachable",
    plan: { ...UNTOLD, because: MAP },
  },
  {
    id: "function-without-connector",
    why: "A function without a connector is in no network.",
    mutate: (root) => functionOf(root, { vpc_connector: undefined }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "function-in-another-region",
    why: "A connector serves its own region only.",
    mutate: (root) => {
      functionOf(root);
      at(root, FUNCTION).location = "us-east1";
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "function-denied",
    why: "The deny rule acts on the connector, whoever sends through it.",
    mutate: (root) => {
      functionOf(root);
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "function-calls-itself",
    why: "localhost is the function's own container.",
    mutate: (root) => functionOf(root, { environment_variables: { REDIS_HOST: "localhost", REDIS_PORT: port } }),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
    plan: { ...UNTOLD, because: MAP },
  },
  {
    id: "function-secret-variable",
    why: "A secret variable of a function holds Redis's own address.",
    mutate: (root) => {
      secret(root, { secret_data: host });
      functionOf(root, { environment_variables: {}, secret_environment_variables: [secretVariable] });
    },
    verdict: "reachable",
  },
  {
    id: "function-secret-of-another-project",
    why: "The secret that the function names is one of another project, and nobody here knows what it holds.",
    mutate: (root) => {
      secret(root, { secret_data: host });
      const variable = { ...secretVariable, project_id: "acme-other", secret: "redis-address" };
      functionOf(root, { environment_variables: {}, secret_environment_variables: [variable] });
    },
    ...UNTOLD,
  },
  {
    id: "function-kept-on-a-revision",
    why: "Requests may stay on a revision that the configuration does not describe.",
    mutate: (root) => functionOf(root, { all_traffic_on_latest_revision: false }),
    ...UNTOLD,
  },
  {
    id: "first-generation-function",
    why: "A function of the first generation reads the address of Redis, and its path is not judged.",
    mutate: (root) =>
      add(root, "google_cloudfunctions_function.legacy", {
        name: "legacy",
        runtime: "nodejs20",
        entry_point: "main",
        trigger_http: true,
        source_archive_bucket: "acme-sources",
        source_archive_object: "legacy.zip",
        vpc_connector: ref(`${CONNECTOR}.id`),
        environment_variables: { REDIS_HOST: host },
      }),
    ...UNTOLD,
  },
  {
    id: "machine-with-the-address",
    why: "A machine's start-up script holds the address of Redis, and its path is not judged.",
    mutate: (root) => machine(root, { metadata_startup_script: `redis-cli -h ${host} PING` }),
    ...UNTOLD,
  },
  {
    id: "machine-beside",
    why: "A machine that reads nothing of Redis changes no path.",
    mutate: (root) => machine(root, {}),
    verdict: "reachable",
  },
];

const secretVariable = {
  key: "REDIS_HOST",
  project_id: "acme-staging",
  secret: ref("google_secret_manager_secret.redis.secret_id"),
  version: "latest",
};

/** A worker pool in the place of the service. */
function pool(root: Root, template: Root = {}, body: Root = {}): void {
  const { containers } = at(root, API).template;
  const network_interfaces = [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`) }];
  const vpc_access = { network_interfaces, egress: "PRIVATE_RANGES_ONLY" };
  const whole = { name: "queue", location: REGION, template: { containers, vpc_access, ...template }, ...body };
  add(root, POOL, JSON.parse(JSON.stringify(whole)));
  remove(root, API);
}

/** A function of the second generation in the place of the service. */
function functionOf(root: Root, config: Root = {}): void {
  const service_config = {
    vpc_connector: ref(`${CONNECTOR}.id`),
    environment_variables: { REDIS_HOST: host, REDIS_PORT: port },
    ...config,
  };
  const storage_source = { bucket: "acme-sources", object: "thumbnails.zip" };
  const build_config = { runtime: "nodejs20", entry_point: "main", source: { storage_source } };
  const whole = { name: "thumbnails", location: REGION, build_config, service_config };
  add(root, FUNCTION, JSON.parse(JSON.stringify(whole)));
  remove(root, API);
}

function machine(root: Root, attributes: Root): void {
  add(root, "google_compute_instance.bastion", {
    name: "bastion",
    machine_type: "e2-micro",
    zone: `${REGION}-b`,
    boot_disk: { initialize_params: { image: "debian-cloud/debian-12" } },
    network_interface: { subnetwork: ref(`${SUBNET}.id`) },
    ...attributes,
  });
}

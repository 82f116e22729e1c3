import { resolve } from "node:path";

/** Where each API is, below the loopback cloud: the provider and the gcs backend read it from their environment. */
const APIS: Record<string, string> = {
  COMPUTE: "compute/v1/",
  SERVICE_NETWORKING: "servicenetworking/v1/",
  VPC_ACCESS: "vpcaccess/v1/",
  NETWORK_CONNECTIVITY: "networkconnectivity/v1/",
  REDIS: "redis/v1/",
  MEMORYSTORE: "memorystore/v1/",
  MEMCACHE: "memcache/v1/",
  // Its client adds sql/v1beta4/ itself.
  SQL: "",
  CLOUD_RUN: "cloudrun/",
  CLOUD_RUN_V2: "run/v2/",
  CLOUDFUNCTIONS2: "cloudfunctions/v2/",
  SECRET_MANAGER: "secretmanager/v1/",
  IAM: "iam/v1/",
  IAM_BETA: "iam/v1/",
  DNS: "dns/v1/",
  SERVICE_USAGE: "serviceusage/v1/",
  CLOUD_RESOURCE_MANAGER: "cloudresourcemanager/v1/",
  RESOURCE_MANAGER: "cloudresourcemanager/v1/",
  RESOURCE_MANAGER_V3: "cloudresourcemanager/v3/",
  MONITORING: "monitoring/",
  LOGGING: "logging/v2/",
  NETWORK_MANAGEMENT: "networkmanagement/v1/",
  CLOUD_SCHEDULER: "cloudscheduler/v1/",
  STORAGE: "storage/v1/",
  BACKEND_STORAGE: "storage/v1/",
};

/** No setting of the caller's own cloud may reach a rehearsal, and no request of a rehearsal may leave this machine. */
const FOREIGN = /^(TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE|TF_DATA_DIR|TF_LOG|GOOGLE_|CLOUDSDK_|GCLOUD_)/i;
const PROXY = /^(https?|all|no)_proxy$/i;

/** What a rehearsal asks with where it asks as nobody else: roles aside, it may do everything. */
export const OWNER_TOKEN = "rehearsal";

/** `installs`: the provider may have to be fetched, and only through the caller's proxy. Loopback never goes through one. */
export function environmentFor(url: string, caller: NodeJS.ProcessEnv, { installs = false } = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(caller).filter(([name]) => !FOREIGN.test(name) && (installs || !PROXY.test(name)));
  const endpoints = Object.entries(APIS).map(([api, path]) => [`GOOGLE_${api}_CUSTOM_ENDPOINT`, `${url}/${path}`]);
  // Terraform runs in another folder than the one a relative name means.
  const settings = caller.TF_CLI_CONFIG_FILE;
  return {
    ...Object.fromEntries([...kept, ...endpoints]),
    ...(settings ? { TF_CLI_CONFIG_FILE: resolve(settings) } : {}),
    GOOGLE_OAUTH_ACCESS_TOKEN: OWNER_TOKEN,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
  };
}

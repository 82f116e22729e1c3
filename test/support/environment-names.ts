import { PROBE_LABEL } from "../../probe/job";
import { type Stack, valuesAt, type WalkedResource } from "./walker/stack";

interface Limit {
  attribute: string;
  shortest?: number;
  longest: number;
}

/** The names Google takes, from the API reference of each kind. */
const LIMITS: Record<string, Limit> = {
  google_cloud_run_v2_job: { attribute: "name", longest: 63 },
  google_cloud_run_v2_service: { attribute: "name", longest: 49 },
  google_cloud_scheduler_job: { attribute: "name", longest: 500 },
  google_compute_firewall: { attribute: "name", longest: 63 },
  google_compute_global_address: { attribute: "name", longest: 63 },
  google_compute_network: { attribute: "name", longest: 63 },
  google_compute_router: { attribute: "name", longest: 63 },
  google_compute_router_nat: { attribute: "name", longest: 63 },
  google_compute_subnetwork: { attribute: "name", longest: 63 },
  // https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics
  google_logging_metric: { attribute: "name", longest: 100 },
  google_redis_instance: { attribute: "name", longest: 40 },
  google_secret_manager_secret: { attribute: "secret_id", longest: 255 },
  google_service_account: { attribute: "account_id", shortest: 6, longest: 30 },
  google_vpc_access_connector: { attribute: "name", longest: 25 },
};
const TAG: Limit = { attribute: "target_tags", longest: 63 };
const LABELS: Limit[] = ["labels.environment", `labels.${PROBE_LABEL}`].map((attribute) => ({
  attribute,
  longest: 63,
}));

/** Names, tags and labels that Google would refuse, and resources whose naming rules are not in this table. */
export function namesOutOfBounds(stack: Stack): string[] {
  return stack.resources
    .filter(({ address }) => !address.startsWith("data."))
    .flatMap((resource) => [...misnamed(resource), ...[TAG, ...LABELS].flatMap((limit) => outside(resource, limit))]);
}

function misnamed(resource: WalkedResource): string[] {
  const limit = LIMITS[resource.type];
  return outside(resource, limit ?? { attribute: "name", longest: 0 });
}

function outside({ address, body }: WalkedResource, { attribute, shortest = 1, longest }: Limit): string[] {
  return valuesAt(body, attribute)
    .map(String)
    .filter((name) => !name.startsWith("${"))
    .filter((name) => name.length < shortest || name.length > longest || !/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name))
    .map((name) => `${address} ${attribute} ${name}`);
}

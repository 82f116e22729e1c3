import facts from "../../facts/google-6.50.0.json";
import { ref } from "../support/rewrites";
import type { StackJson } from "../support/synth";
import { violations } from "./schema-check";
import { allStacks, resourcesOf } from "./stacks";

describe.each(allStacks)("%s", (_, json) => {
  test("is what the provider's own schema says, in every attribute of every resource", () => {
    const found = resourcesOf(json).flatMap(({ address, type, body }) =>
      violations(type, body).map((sentence) => `${address}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  test("is for the provider whose schema that is", () => {
    expect(json.terraform.required_providers.google.version).toBe(facts.version);
  });
});

const [, staging] = allStacks[0] ?? [];
const bodies = new Map(resourcesOf(staging ?? {}).map(({ address, body }) => [address, body]));

const CHANGES: [string, string, (body: StackJson) => void][] = [
  ["google_redis_instance.cache", "size does not exist", (body) => Object.assign(body, { size: 1 })],
  ["google_redis_instance.cache", "memory_size_gb is required", (body) => delete body.memory_size_gb],
  [
    "google_redis_instance.cache",
    "host is the provider's to write",
    (body) => Object.assign(body, { host: "10.0.0.1" }),
  ],
  [
    "google_redis_instance.cache",
    'memory_size_gb must be of type Int, got "1"',
    (body) => Object.assign(body, { memory_size_gb: "1" }),
  ],
  [
    "google_redis_instance.cache",
    'auth_enabled must be of type Bool, got "true"',
    (body) => Object.assign(body, { auth_enabled: "true" }),
  ],
  [
    "google_redis_instance.cache",
    'labels must be of type Map, got ["team"]',
    (body) => Object.assign(body, { labels: ["team"] }),
  ],
  ["google_redis_instance.cache", "name must be of type String, got 7", (body) => Object.assign(body, { name: 7 })],
  [
    "google_redis_instance.cache",
    "maintenance_policy.weekly_maintenance_window.day is required",
    (body) => delete body.maintenance_policy.weekly_maintenance_window[0].day,
  ],
  [
    "google_redis_instance.cache",
    "maintenance_policy.weekly_maintenance_window must be a list of blocks",
    ({ maintenance_policy: policy }) => Object.assign(policy, { weekly_maintenance_window: { day: "MONDAY" } }),
  ],
  [
    "google_redis_instance.cache",
    "maintenance_policy must be one block",
    (body) => Object.assign(body, { maintenance_policy: [body.maintenance_policy] }),
  ],
  [
    "google_vpc_access_connector.connector",
    "max_instances and max_throughput exclude each other",
    (body) => Object.assign(body, { max_throughput: 300 }),
  ],
  [
    "google_vpc_access_connector.connector",
    "exactly one of network, subnet.0.name must be set",
    (body) => Object.assign(body, { subnet: { name: "a-subnet" } }),
  ],
  [
    "google_vpc_access_connector.connector",
    "exactly one of network, subnet.0.name must be set",
    (body) => delete body.network,
  ],
  [
    "google_compute_firewall.firewall_closed",
    "exactly one of allow, deny must be set",
    (body) => Object.assign(body, { allow: [{ protocol: "tcp" }] }),
  ],
  [
    "google_compute_firewall.firewall_closed",
    "source_service_accounts must have 0 to 10 entries, got 11",
    (body) => {
      delete body.target_tags;
      body.source_service_accounts = Array(11).fill("somebody@example.com");
    },
  ],
  [
    "google_compute_router_nat.nat_gateway",
    "endpoint_types must have 1 to Infinity entries, got 0",
    (body) => Object.assign(body, { endpoint_types: [] }),
  ],
  [
    "google_secret_manager_secret.cache_auth",
    "exactly one of replication.0.user_managed, replication.0.auto must be set",
    (body) => Object.assign(body, { replication: {} }),
  ],
  [
    "google_compute_subnetwork.network_subnet",
    "one of log_config.0.aggregation_interval, log_config.0.flow_sampling, log_config.0.metadata, log_config.0.filter_expr must be set",
    (body) => Object.assign(body, { log_config: {} }),
  ],
  [
    "google_cloud_run_v2_service.backend_service",
    "template.containers.resources.cpu does not exist",
    ({ template }) => Object.assign(template.containers[0].resources, { cpu: "1" }),
  ],
  [
    "google_cloud_run_v2_service.backend_service",
    "template.containers.env.valueSource does not exist",
    ({ template }) => template.containers[0].env.push({ name: "LATE", valueSource: {} }),
  ],
];

describe("the check itself finds", () => {
  test.each(CHANGES)("in %s: %s", (address, sentence, change) => {
    const body = structuredClone(bodies.get(address) ?? {});
    change(body);
    expect(violations(address.split(".")[0] ?? "", body)).toContain(sentence);
  });

  test("a type that is not among the facts", () => {
    expect(violations("google_sql_database_instance", {})).toEqual([
      "google_sql_database_instance is not among the facts",
    ]);
  });
});

test("the check lets a reference stand for a value of any type, and Terraform's own arguments pass", () => {
  const body = structuredClone(bodies.get("google_redis_instance.cache") ?? {});
  Object.assign(body, {
    memory_size_gb: ref("local.size"),
    auth_enabled: ref("local.auth"),
    labels: ref("local.labels"),
  });
  Object.assign(body, { count: 1, provider: "google.other", depends_on: [] });
  expect(violations("google_redis_instance", body)).toEqual([]);
});

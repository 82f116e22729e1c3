import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../inputs";

// A small environment, as it is written and as it exists. What is under test is told apart from it by one change.

export const P = "acme-staging";
const AT = `projects/${P}/locations/us-central1`;
export const SECRET = "hunter2-in-a-variable";

export const ADDRESSES = {
  network: "google_compute_network.network",
  connector: "google_vpc_access_connector.connector",
  redis: "google_redis_instance.cache",
  service: "google_cloud_run_v2_service.api",
  secret: "google_secret_manager_secret.auth",
} as const;

const read = (reference: string) => `\${${reference}}`;

const container = {
  image: "us-docker.pkg.dev/cloudrun/container/hello",
  env: [
    { name: "REDIS_HOST", value: read("google_redis_instance.cache.host") },
    { name: "REDIS_PORT", value: "6379" },
    { name: "MODE", value: "written" },
  ],
};

/** The stack as it is synthesized. */
export function stack(): Json {
  return {
    provider: { google: [{ project: P, region: "us-central1" }] },
    resource: {
      google_compute_network: { network: { name: "acme-vpc", auto_create_subnetworks: false } },
      google_vpc_access_connector: {
        connector: {
          name: "acme-connector",
          network: read("google_compute_network.network.name"),
          ip_cidr_range: "10.8.0.0/28",
          min_instances: 2,
          max_instances: 3,
          machine_type: "e2-micro",
        },
      },
      google_redis_instance: {
        cache: {
          name: "acme-redis",
          memory_size_gb: 1,
          tier: "BASIC",
          connect_mode: "DIRECT_PEERING",
          authorized_network: read("google_compute_network.network.id"),
        },
      },
      google_secret_manager_secret: { auth: { secret_id: "acme-auth", replication: { auto: {} } } },
      google_cloud_run_v2_service: {
        api: {
          name: "acme-api",
          location: "us-central1",
          ingress: "INGRESS_TRAFFIC_ALL",
          template: {
            containers: [container],
            vpc_access: {
              connector: read("google_vpc_access_connector.connector.id"),
              egress: "PRIVATE_RANGES_ONLY",
            },
          },
        },
      },
    },
  };
}

export function settings(): Json {
  const behind = (address: string, attribute: string, setting: string, written: unknown, more = {}) => ({
    ...{ address, attribute, setting, written },
    ...more,
  });
  return {
    schema: "lineup/settings/1",
    file: "environments/staging.ts",
    adoption: "environments/adoptions/staging.json",
    settings: [
      behind(ADDRESSES.connector, "max_instances", "connector.instances.max", 3, { why: "a connector never shrinks" }),
      behind(ADDRESSES.redis, "name", "redis.name", null),
      behind(ADDRESSES.redis, "memory_size_gb", "redis.memoryGb", 1),
      behind(ADDRESSES.service, "template.containers.env.{name}.value", "services.api.env.{name}", { MODE: "written" }),
    ],
  };
}

const of = (type: string, name: string, id: string, values: Json) => ({
  type,
  name,
  values: { name, project: P, id, ...values },
});

/** The project as `lineup inventory` reads it: all of it as it is written, made by hand, so without labels of Terraform's. */
export function inventory(readAt = new Date().toISOString()): Json {
  const network = `projects/${P}/global/networks/acme-vpc`;
  return {
    schema: "lineup/inventory/1",
    project: P,
    readAt,
    resources: [
      of("google_compute_network", "acme-vpc", network, {
        auto_create_subnetworks: false,
        self_link: `https://www.googleapis.com/compute/v1/${network}`,
        routing_mode: "REGIONAL",
        network_firewall_policy_enforcement_order: "AFTER_CLASSIC_FIREWALL",
      }),
      of("google_vpc_access_connector", "acme-connector", `${AT}/connectors/acme-connector`, {
        ...{ region: "us-central1", network: "acme-vpc", ip_cidr_range: "10.8.0.0/28", state: "READY" },
        ...{ min_instances: 2, max_instances: 3, machine_type: "e2-micro", subnet: [] },
      }),
      of("google_redis_instance", "acme-redis", `${AT}/instances/acme-redis`, {
        ...{ region: "us-central1", tier: "BASIC", connect_mode: "DIRECT_PEERING", authorized_network: network },
        ...{ transit_encryption_mode: "DISABLED", read_replicas_mode: "READ_REPLICAS_DISABLED" },
        ...{ memory_size_gb: 1, host: "10.9.0.3", port: 6379, state: "READY", auth_enabled: false },
      }),
      of("google_compute_network_peering", "acme-vpc/redis-peer-1", `${network}/redis-peer-1`, {
        ...{ name: "redis-peer-1", network, state: "ACTIVE" },
      }),
      of("google_secret_manager_secret", "acme-auth", `projects/${P}/secrets/acme-auth`, {
        secret_id: "acme-auth",
        replication: [{ auto: [{}], user_managed: [] }],
      }),
      of("google_cloud_run_v2_service", "acme-api", `${AT}/services/acme-api`, {
        location: "us-central1",
        ingress: "INGRESS_TRAFFIC_ALL",
        template: [
          {
            containers: [
              {
                image: container.image,
                env: [
                  { name: "REDIS_HOST", value: "10.9.0.3" },
                  { name: "REDIS_PORT", value: "6379" },
                  { name: "MODE", value: "written" },
                ],
              },
            ],
            vpc_access: [{ connector: `${AT}/connectors/acme-connector`, egress: "PRIVATE_RANGES_ONLY" }],
          },
        ],
        traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
      }),
    ],
    unread: [],
    missing: [],
  };
}

export const found = (live: Json, type: string): Json => live.resources.find((one: Json) => one.type === type).values;

/** A folder as synthesis leaves it. */
export function stackFolder(place: string, json: Json = stack(), beside: Json | undefined = settings()): string {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "cdk.tf.json"), JSON.stringify(json));
  if (beside !== undefined) writeFileSync(join(place, "settings.json"), JSON.stringify(beside));
  return place;
}

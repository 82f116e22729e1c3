import { API, CACHE, CONNECTOR, PEERING, RANGE, REGION, type Root, ref, SUBNET, VPC } from "./base";
import { add, allow, at, close, env, remove } from "./edit";

// The base with another target in the place of its Redis.

export const POLICY = "google_network_connectivity_service_connection_policy.policy";
export const CLUSTER = "google_redis_cluster.cluster";
export const VALKEY = "google_memorystore_instance.valkey";
export const DATABASE = "google_sql_database_instance.db";
export const VALKEY_HOST = ref(`${VALKEY}.endpoints[0].connections[0].psc_auto_connection[0].ip_address`);

const network = ref(`${VPC}.id`);

/** What a path to a Redis Cluster stands on: a policy with a subnet, and the cluster. */
export function withCluster(root: Root, attributes: Root = {}): void {
  withoutRedis(root);
  policy(root, "gcp-memorystore-redis");
  add(root, CLUSTER, {
    name: "orders-cluster",
    region: REGION,
    shard_count: 1,
    deletion_protection_enabled: false,
    psc_configs: [{ network }],
    depends_on: [POLICY],
    ...attributes,
  });
  env(root, "REDIS_HOST", ref(`${CLUSTER}.discovery_endpoints[0].address`));
  env(root, "REDIS_PORT", ref(`${CLUSTER}.discovery_endpoints[0].port`));
}

export function withValkey(root: Root, attributes: Root = {}): void {
  withoutRedis(root);
  policy(root, "gcp-memorystore");
  add(root, VALKEY, {
    instance_id: "orders-valkey",
    location: REGION,
    shard_count: 1,
    deletion_protection_enabled: false,
    desired_auto_created_endpoints: [{ network, project_id: "acme-staging" }],
    depends_on: [POLICY],
    ...attributes,
  });
  env(root, "REDIS_HOST", VALKEY_HOST);
  env(root, "REDIS_PORT", "6379");
}

export function withDatabase(root: Root, attributes: Root = {}, ip: Root = {}): void {
  remove(root, CACHE);
  env(root, "REDIS_HOST", undefined);
  env(root, "REDIS_PORT", undefined);
  const { settings, ...others } = attributes;
  add(root, DATABASE, {
    name: "orders-db",
    region: REGION,
    database_version: "POSTGRES_16",
    deletion_protection: false,
    settings: {
      tier: "db-custom-2-7680",
      ip_configuration: { ipv4_enabled: false, private_network: network, ...ip },
      ...settings,
    },
    depends_on: [PEERING],
    ...others,
  });
  env(root, "DB_HOST", ref(`${DATABASE}.private_ip_address`));
  env(root, "DB_PORT", "5432");
}

/** Nothing leaves the connector but these ports to these ranges. */
export function closedBut(root: Root, ports: string[], destination_ranges: string[]): void {
  close(root);
  allow(root, { allow: [{ protocol: "tcp", ports }], destination_ranges });
}

export function connectorIn(root: Root, region: string): void {
  at(root, CONNECTOR).region = region;
  at(root, API).location = region;
}

function policy(root: Root, service_class: string): void {
  add(root, POLICY, {
    name: "memorystore",
    location: REGION,
    network,
    service_class,
    psc_config: { subnetworks: [ref(`${SUBNET}.id`)] },
  });
}

function withoutRedis(root: Root): void {
  remove(root, CACHE, PEERING, RANGE);
}

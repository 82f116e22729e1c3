import { type Lifecycle, LOCATION, NETWORK, PROJECT, policyWith, REGION, ref, speaksOf } from "./lifecycle";

export const caches: Lifecycle[] = [
  {
    type: "google_redis_instance",
    config: {
      name: "acme-redis",
      region: REGION,
      tier: "BASIC",
      memory_size_gb: 1,
      redis_version: "REDIS_7_0",
      authorized_network: NETWORK,
      connect_mode: "PRIVATE_SERVICE_ACCESS",
      reserved_ip_range: ref("google_compute_global_address.one.name"),
      auth_enabled: true,
      transit_encryption_mode: "SERVER_AUTHENTICATION",
      labels: { team: "platform" },
      depends_on: ["google_service_networking_connection.one"],
    },
    change: { memory_size_gb: 2, redis_version: "REDIS_7_2", redis_configs: { "maxmemory-policy": "allkeys-lru" } },
    id: `${LOCATION}/instances/acme-redis`,
    unread: "reserved_ip_range",
    at: { path: `redis/v1/${LOCATION}/instances/acme-redis` },
    outOfBand: {
      method: "PATCH",
      path: `redis/v1/${LOCATION}/instances/acme-redis?updateMask=memorySizeGb`,
      body: { memorySizeGb: 3 },
    },
  },
  {
    type: "google_network_connectivity_service_connection_policy",
    config: {
      name: "acme-policy",
      location: REGION,
      service_class: "gcp-memorystore-redis",
      network: NETWORK,
      psc_config: { subnetworks: [ref("google_compute_subnetwork.one.id")], limit: 20 },
    },
    change: { description: "Endpoints of Redis Cluster" },
    second: {
      config: {
        name: "acme-valkey",
        location: REGION,
        service_class: "gcp-memorystore",
        network: NETWORK,
        psc_config: { subnetworks: [ref("google_compute_subnetwork.one.id")] },
      },
      id: `${LOCATION}/serviceConnectionPolicies/acme-valkey`,
    },
    id: `${LOCATION}/serviceConnectionPolicies/acme-policy`,
    at: { path: `networkconnectivity/v1/${LOCATION}/serviceConnectionPolicies/acme-policy` },
    outOfBand: {
      method: "PATCH",
      path: `networkconnectivity/v1/${LOCATION}/serviceConnectionPolicies/acme-policy?updateMask=description`,
      body: { description: "by hand" },
    },
  },
  {
    type: "google_redis_cluster",
    config: {
      name: "acme-cluster",
      region: REGION,
      shard_count: 3,
      node_type: "REDIS_STANDARD_SMALL",
      psc_configs: { network: NETWORK },
      deletion_protection_enabled: false,
      depends_on: ["google_network_connectivity_service_connection_policy.one"],
    },
    change: { shard_count: 5, redis_configs: { "maxmemory-policy": "allkeys-lru" } },
    id: `${LOCATION}/clusters/acme-cluster`,
    at: { path: `redis/v1/${LOCATION}/clusters/acme-cluster` },
    outOfBand: {
      method: "PATCH",
      path: `redis/v1/${LOCATION}/clusters/acme-cluster?updateMask=replicaCount`,
      body: { replicaCount: 2 },
    },
  },
  {
    type: "google_memorystore_instance",
    config: {
      instance_id: "acme-valkey",
      location: REGION,
      shard_count: 1,
      desired_auto_created_endpoints: { network: ref("google_compute_network.one.id"), project_id: PROJECT },
      deletion_protection_enabled: false,
      depends_on: ["google_network_connectivity_service_connection_policy.second"],
    },
    change: { shard_count: 2, engine_configs: { "maxmemory-policy": "allkeys-lru" } },
    id: `${LOCATION}/instances/acme-valkey`,
    at: { path: `memorystore/v1/${LOCATION}/instances/acme-valkey` },
    outOfBand: {
      method: "PATCH",
      path: `memorystore/v1/${LOCATION}/instances/acme-valkey?updateMask=shardCount`,
      body: { shardCount: 3 },
    },
  },
  {
    type: "google_sql_database_instance",
    config: {
      name: "acme-sql",
      region: REGION,
      database_version: "POSTGRES_15",
      deletion_protection: false,
      settings: {
        tier: "db-custom-1-3840",
        ip_configuration: { ipv4_enabled: false, private_network: NETWORK },
      },
      depends_on: ["google_service_networking_connection.one"],
    },
    change: {
      settings: {
        tier: "db-custom-2-7680",
        ip_configuration: { ipv4_enabled: false, private_network: NETWORK },
      },
    },
    id: `projects/${PROJECT}/instances/acme-sql`,
    at: { path: `sql/v1beta4/projects/${PROJECT}/instances/acme-sql` },
    outOfBand: {
      method: "PATCH",
      path: `sql/v1beta4/projects/${PROJECT}/instances/acme-sql`,
      body: { settings: { tier: "db-f1-micro" } },
    },
  },
  {
    type: "google_secret_manager_secret",
    config: { secret_id: "acme-auth", replication: { auto: {} }, labels: { team: "platform" } },
    beside: { token: { secret_id: "acme-token", replication: { auto: {} } } },
    change: { labels: { team: "network" }, annotations: { reason: "rehearsal" } },
    id: `projects/${PROJECT}/secrets/acme-auth`,
    at: { path: `secretmanager/v1/projects/${PROJECT}/secrets/acme-auth` },
    outOfBand: {
      method: "PATCH",
      path: `secretmanager/v1/projects/${PROJECT}/secrets/acme-auth?updateMask=labels`,
      body: { labels: { team: "nobody" } },
    },
  },
  {
    type: "google_secret_manager_secret_version",
    config: {
      secret: ref("google_secret_manager_secret.one.id"),
      secret_data: ref("google_redis_instance.one.auth_string"),
    },
    // What a channel is given: nobody disables this one.
    second: {
      config: {
        secret: ref("google_secret_manager_secret.token.id"),
        secret_data: "xoxb-not-a-real-token-1234",
        lifecycle: { ignore_changes: ["secret_data_wo_version"] },
      },
      id: `projects/${PROJECT}/secrets/acme-token/versions/1`,
    },
    change: { deletion_policy: "DISABLE" },
    id: `projects/${PROJECT}/secrets/acme-auth/versions/1`,
    unread: "secret_data_wo_version",
    at: {
      path: `secretmanager/v1/projects/${PROJECT}/secrets/acme-auth/versions/1`,
      holds: ({ state }) => state === "ENABLED",
    },
    outOfBand: { method: "POST", path: `secretmanager/v1/projects/${PROJECT}/secrets/acme-auth/versions/1:disable` },
  },
  {
    type: "google_secret_manager_secret_iam_member",
    config: {
      secret_id: ref("google_secret_manager_secret.one.secret_id"),
      role: "roles/secretmanager.secretAccessor",
      member: ref("google_service_account.one.member"),
    },
    id: `projects/${PROJECT}/secrets/acme-auth roles/secretmanager.secretAccessor serviceAccount:acme-backend@${PROJECT}.iam.gserviceaccount.com`,
    at: {
      path: `secretmanager/v1/projects/${PROJECT}/secrets/acme-auth:getIamPolicy`,
      holds: speaksOf("acme-backend@"),
    },
    outOfBand: policyWith(`secretmanager/v1/projects/${PROJECT}/secrets/acme-auth`, "roles/viewer"),
    removed: true,
  },
];

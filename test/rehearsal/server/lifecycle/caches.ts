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
    type: "google_secret_manager_secret",
    config: { secret_id: "acme-auth", replication: { auto: {} }, labels: { team: "platform" } },
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

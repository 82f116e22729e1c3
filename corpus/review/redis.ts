import { API, base, CACHE, REGION, ref } from "../verify/base";
import { add, at, env, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import {
  closed,
  givePassword,
  guarded,
  numbered,
  ownPeering,
  SECRET,
  SECRET_VERSION,
  SPARE,
  secured,
  unread,
} from "./roots";

const instance = "redis/projects/acme-staging/locations/europe-west1/instances/orders-cache";

/** A new instance may also get its address from the range of Cloud SQL, which the allow rule does not include. */
const ADDRESS_OPEN = { "api>cache": ["reachable", "unknown"], "worker>cache": ["reachable", "unknown"] } as const;

export const redisCases: ReviewCase[] = [
  {
    id: "redis-tier-up",
    title: "Redis becomes highly available, which replaces it",
    before: closed,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    label: { ...danger("REDIS_REPLACED"), paths: ADDRESS_OPEN },
  },
  {
    id: "redis-renamed",
    title: "Redis is renamed, and the new one is created before the old one is destroyed",
    before: closed,
    change: (root) => set(root, CACHE, { name: "orders-cache-2", lifecycle: { create_before_destroy: true } }),
    label: { ...danger("REDIS_REPLACED"), paths: ADDRESS_OPEN },
  },
  {
    id: "redis-tls-on",
    title: "TLS moves Redis to another port, which the allow rule does not include",
    before: closed,
    change: (root) => set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" }),
    label: {
      ...danger("REDIS_REPLACED"),
      paths: { "api>cache": ["reachable", "blocked"], "worker>cache": ["reachable", "blocked"] },
    },
  },
  {
    id: "redis-deleted",
    title: "Redis is destroyed, and the services lose its address",
    before: base,
    change: (root) => {
      remove(root, CACHE);
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: {
      ...danger("REDIS_DELETED", "REDIS_ADDRESS_DROPPED", "VARIABLE_DROPPED"),
      paths: { "api>cache": ["reachable", "absent"] },
    },
  },
  {
    id: "redis-forced",
    title: "Redis is replaced because of -replace on the command line",
    before: closed,
    args: [`-replace=${CACHE}`],
    label: { ...danger("REDIS_REPLACED"), paths: ADDRESS_OPEN },
  },
  {
    id: "redis-memory-up",
    title: "Redis gets more memory, which resets its connections",
    before: closed,
    change: (root) => set(root, CACHE, { memory_size_gb: 5 }),
    label: cautious("REDIS_RESIZED"),
  },
  {
    id: "redis-labelled",
    title: "Redis gets a label and a display name",
    before: closed,
    change: (root) => set(root, CACHE, { labels: { team: "orders" }, display_name: "Orders" }),
    label: SAFE,
  },
  {
    id: "redis-configured",
    title: "Redis gets another eviction policy",
    before: closed,
    change: (root) => set(root, CACHE, { redis_configs: { "maxmemory-policy": "allkeys-lru" } }),
    label: SAFE,
  },
  {
    id: "redis-upgraded",
    title: "Redis gets a newer version, in place",
    before: ownPeering,
    change: (root) => set(root, CACHE, { redis_version: "REDIS_7_2" }),
    label: cautious("REDIS_UPGRADED"),
  },
  {
    id: "redis-downgraded-to-x",
    title: "a downgrade of Redis that the provider plans in place and the API refuses",
    before: closed,
    change: (root) => set(root, CACHE, { redis_version: "REDIS_6_X" }),
    label: danger("REDIS_DOWNGRADED"),
  },
  {
    id: "redis-downgraded",
    title: "a downgrade of Redis that replaces it",
    before: closed,
    change: (root) => set(root, CACHE, { redis_version: "REDIS_7_0" }),
    label: { ...danger("REDIS_REPLACED"), paths: ADDRESS_OPEN },
  },
  {
    id: "redis-maintenance-window",
    title: "Redis gets a maintenance window",
    before: closed,
    change: (root) =>
      set(root, CACHE, {
        maintenance_policy: { weekly_maintenance_window: [{ day: "SUNDAY", start_time: { hours: 3 } }] },
      }),
    label: cautious("REDIS_MAINTAINED"),
  },
  {
    id: "redis-auth-off",
    title: "Redis AUTH is disabled; clients that send a password are refused",
    before: secured,
    change: (root) => set(root, CACHE, { auth_enabled: false }),
    label: danger("REDIS_AUTH_DISABLED"),
  },
  {
    id: "redis-auth-on",
    title: "Redis AUTH is enabled, and no service gets the password",
    before: closed,
    change: (root) => set(root, CACHE, { auth_enabled: true }),
    label: danger("REDIS_AUTH_ENABLED"),
  },
  {
    id: "redis-auth-on-with-password",
    title: "Redis AUTH is enabled, and every service gets the password by the same apply",
    before: base,
    change: (root) => givePassword(root, `coalesce(${CACHE}.auth_string, timestamp())`),
    label: danger("REDIS_AUTH_ENABLED"),
  },
  {
    id: "redis-auth-on-through-data-source",
    title: "Redis AUTH is enabled, and the password goes through a data source that is read after Redis",
    before: base,
    change: (root) => {
      givePassword(root, "data.google_redis_instance.cache.auth_string");
      root.data = {
        google_redis_instance: { cache: { name: ref(`${CACHE}.name`), region: REGION, depends_on: [CACHE] } },
      };
    },
    label: danger("REDIS_AUTH_ENABLED"),
  },
  {
    id: "redis-auth-on-too-early",
    title: "Redis AUTH is enabled, and the apply fails half way: the password is planned before there is one",
    before: base,
    change: (root) => givePassword(root, `${CACHE}.auth_string`),
    label: { ...danger("REDIS_AUTH_ENABLED"), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "redis-auth-on-for-one",
    title: "Redis AUTH is enabled, and only one of two services gets the password",
    before: closed,
    change: (root) => givePassword(root, `coalesce(${CACHE}.auth_string, timestamp())`),
    label: danger("REDIS_AUTH_ENABLED"),
  },
  {
    id: "redis-auth-on-unread",
    title: "AUTH is enabled for a Redis that no service uses",
    before: unread,
    change: (root) => set(root, SPARE, { auth_enabled: true }),
    label: cautious("REDIS_AUTH_ENABLED"),
  },
  {
    id: "redis-auth-off-with-services",
    title: "Redis AUTH is disabled, and the same apply takes the password from the service",
    before: secured,
    change: (root) => {
      set(root, CACHE, { auth_enabled: false });
      remove(root, SECRET, SECRET_VERSION);
      env(root, "REDIS_PASSWORD", undefined);
      delete at(root, API).depends_on;
    },
    label: danger("REDIS_AUTH_DISABLED", "AUTH_SECRET_DELETED", "SECRET_DROPPED"),
  },
  {
    id: "redis-auth-rotated",
    title: "the password was rotated outside Terraform, and the plan passes the new one to the services",
    before: secured,
    outOfBand: [{ object: `${instance}/auth`, fields: { string: "rotated-by-hand-a1b2c3" } }],
    // Until the apply, the service is given a password that Redis no longer accepts.
    label: { ...danger("REDIS_AUTH_ROTATED"), paths: { "api>cache": ["blocked", "reachable"] } },
  },
  {
    id: "redis-auth-rotated-and-deployed",
    title: "the password was rotated outside Terraform, and the plan deploys the service with the new one",
    before: numbered,
    outOfBand: [{ object: `${instance}/auth`, fields: { string: "rotated-by-hand-d4e5f6" } }],
    // Until the plan is applied the service holds the old password.
    label: { ...danger("REDIS_AUTH_ROTATED"), paths: { "api>cache": ["blocked", "reachable"] } },
  },
  {
    id: "redis-auth-memory-up",
    title: "a Redis with AUTH gets more memory: no new password, and no service is deployed",
    before: numbered,
    change: (root) => set(root, CACHE, { memory_size_gb: 5 }),
    label: cautious("REDIS_RESIZED"),
  },
  {
    id: "redis-auth-secret-removed",
    title: "the secret that holds the password loses its only version",
    before: secured,
    change: (root) => {
      remove(root, SECRET_VERSION);
      delete at(root, API).depends_on;
    },
    label: danger("AUTH_SECRET_DELETED"),
  },
  {
    id: "secret-of-something-else",
    title: "a secret that has nothing to do with Redis gets a new value",
    before: secured,
    change: (root) => {
      add(root, "google_secret_manager_secret.jwt", { secret_id: "jwt", replication: { auto: {} } });
      add(root, "google_secret_manager_secret_version.jwt", {
        secret: ref("google_secret_manager_secret.jwt.id"),
        secret_data: "planted-literal-password-9f8e",
      });
    },
    label: SAFE,
  },
  {
    id: "redis-guarded",
    title: "a replacement that prevent_destroy forbids: terraform fails and still saves a plan",
    before: guarded,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    label: { ...danger("PLAN_ERRORED", "REDIS_REPLACED"), paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "redis-range-moved",
    title: "the reserved range of Redis is another one",
    before: ownPeering,
    change: (root) => set(root, CACHE, { reserved_ip_range: "10.171.4.0/29" }),
    label: danger("REDIS_REPLACED"),
  },
  {
    id: "redis-unread-replaced",
    title: "a Redis that no service uses is replaced",
    before: unread,
    change: (root) => set(root, "google_redis_instance.spare", { tier: "STANDARD_HA" }),
    label: cautious("REDIS_REPLACED"),
  },
  {
    id: "second-redis-added",
    title: "another Redis is created",
    before: closed,
    change: (root) => add(root, "google_redis_instance.sessions", { ...at(root, CACHE), name: "sessions" }),
    label: SAFE,
  },
];

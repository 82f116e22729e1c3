import { API, base, CACHE, CONNECTOR, EGRESS_RULE, type Root } from "../verify/base";
import { add, at, opening, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { closed, empty, served, WORKER } from "./roots";

const instance = "redis/projects/acme-staging/locations/europe-west1/instances";

const GRANT_TAKEN = {
  method: "POST",
  path: "secretmanager/v1/projects/acme-staging/secrets/redis-auth:setIamPolicy",
  body: { policy: { bindings: [] } },
} as const;

export const planCases: ReviewCase[] = [
  { id: "nothing", title: "nothing changes", before: closed, label: SAFE },
  {
    id: "first-create",
    title: "the first plan of everything",
    before: empty,
    change: (root) => everythingOf(root, base),
    label: { ...SAFE, paths: { "api>cache": ["absent", "reachable"] } },
  },
  {
    id: "first-create-cut",
    title: "the first plan of everything, with a deny rule and no allow rule",
    before: empty,
    change: (root) => {
      everythingOf(root, closed);
      remove(root, EGRESS_RULE);
    },
    label: {
      ...danger(),
      paths: { "api>cache": ["absent", "blocked"], "worker>cache": ["absent", "blocked"] },
    },
  },
  {
    id: "first-create-half-open",
    title: "the first plan of everything: Redis may get an address outside the range of the allow rule",
    before: empty,
    change: (root) => everythingOf(root, closed),
    label: {
      verdict: "unknown",
      codes: [],
      paths: { "api>cache": ["absent", "unknown"], "worker>cache": ["absent", "unknown"] },
    },
  },
  {
    id: "address-repaired",
    title: "the address of Redis changed outside Terraform, and the plan passes the new one to the service",
    before: base,
    outOfBand: [{ object: `${instance}/orders-cache`, fields: { host: "10.166.204.83" } }],
    label: { ...SAFE, paths: { "api>cache": ["blocked", "reachable"] } },
  },
  {
    id: "not-refreshed",
    title: "a plan without a refresh",
    before: closed,
    change: (root) => opening(root, { priority: 800 }),
    args: ["-refresh=false"],
    label: SAFE,
  },
  {
    id: "configuration-of-another-commit",
    title: "nothing changes, and the configuration that is passed has another priority than the plan",
    before: closed,
    given: (root) => opening(root, { priority: 800 }),
    label: SAFE,
  },
  {
    id: "destroyed",
    title: "everything is destroyed",
    before: closed,
    args: ["-destroy"],
    label: {
      ...danger(
        "NETWORK_DELETED",
        "REDIS_DELETED",
        "CONNECTOR_DELETED",
        "SERVICES_CONNECTION_DELETED",
        "RESERVED_RANGE_DELETED",
        "SERVICE_DELETED",
      ),
      paths: { "api>cache": ["reachable", "absent"], "worker>cache": ["reachable", "absent"] },
    },
  },
  {
    id: "destroyed-one-rule",
    title: "only a firewall rule that applies to no path is destroyed",
    before: closed,
    args: ["-destroy", "-target=google_compute_firewall.ssh"],
    label: SAFE,
  },
  {
    id: "refresh-only",
    title: "a refresh-only plan",
    before: closed,
    outOfBand: [
      {
        method: "PATCH",
        path: "compute/v1/projects/acme-staging/global/firewalls/allow-ssh-from-office",
        body: { description: "by hand" },
      },
    ],
    args: ["-refresh-only"],
    label: SAFE,
  },
  {
    id: "refresh-only-of-a-cut",
    title: "a refresh-only plan, after the allow rule was disabled outside Terraform",
    before: closed,
    outOfBand: [
      {
        method: "PATCH",
        path: "compute/v1/projects/acme-staging/global/firewalls/allow-conn-egress-redis",
        body: { disabled: true },
      },
    ],
    args: ["-refresh-only"],
    label: {
      ...danger(),
      paths: { "api>cache": ["blocked", "blocked"], "worker>cache": ["blocked", "blocked"] },
    },
  },
  {
    id: "refresh-only-of-a-lost-grant",
    title: "a refresh-only plan, after a grant was taken outside Terraform by which a service reads its password",
    before: served,
    outOfBand: [GRANT_TAKEN],
    args: ["-refresh-only"],
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "lost-grant-restored",
    title: "the same grant was taken, and the plan gives it again",
    before: served,
    outOfBand: [GRANT_TAKEN],
    label: SAFE,
  },
  {
    id: "targeted-rule",
    title: "a plan with -target of the allow rule, which gets another priority",
    before: closed,
    change: (root) => opening(root, { priority: 800 }),
    args: [`-target=${EGRESS_RULE}`],
    label: SAFE,
  },
  {
    id: "targeted-redis",
    title: "a plan with -target of Redis, which is replaced",
    before: closed,
    change: (root) => set(root, CACHE, { tier: "STANDARD_HA" }),
    args: [`-target=${CACHE}`],
    label: {
      ...danger("REDIS_REPLACED"),
      paths: { "api>cache": ["reachable", "unknown"], "worker>cache": ["reachable", "unknown"] },
    },
  },
  {
    id: "service-moved",
    title: "a service has another address in the configuration",
    before: closed,
    change: (root) => {
      add(root, "google_cloud_run_v2_service.jobs", at(root, WORKER));
      remove(root, WORKER);
      root.moved = [{ from: WORKER, to: "google_cloud_run_v2_service.jobs" }];
    },
    label: { ...SAFE, paths: { "jobs>cache": ["reachable", "reachable"] } },
  },
  {
    id: "redis-moved",
    title: "Redis has another address in the configuration",
    before: base,
    change: (root) => {
      const text = JSON.stringify(root).replaceAll(CACHE, "google_redis_instance.orders");
      Object.assign(root, JSON.parse(text));
      const { google_redis_instance: caches } = root.resource;
      caches.orders = caches.cache;
      delete caches.cache;
      root.moved = [{ from: CACHE, to: "google_redis_instance.orders" }];
    },
    label: { ...SAFE, paths: { "api>orders": ["reachable", "reachable"] } },
  },
  {
    id: "redis-moved-and-replaced",
    title: "Redis has another address in the configuration and another tier",
    before: base,
    change: (root) => {
      const text = JSON.stringify(root).replaceAll(CACHE, "google_redis_instance.orders");
      Object.assign(root, JSON.parse(text));
      const { google_redis_instance: caches } = root.resource;
      caches.orders = { ...caches.cache, tier: "STANDARD_HA" };
      delete caches.cache;
      root.moved = [{ from: CACHE, to: "google_redis_instance.orders" }];
    },
    label: { ...danger("REDIS_REPLACED"), paths: { "api>orders": ["reachable", "reachable"] } },
  },
  {
    id: "redis-imported",
    title: "a Redis created outside Terraform is imported unchanged",
    before: base,
    outOfBand: [byHandRedis("BASIC")],
    change: (root) => imported(root),
    label: SAFE,
  },
  {
    id: "connector-forgotten",
    title: "the connector is removed from the configuration and not destroyed",
    before: base,
    change: (root) => {
      remove(root, CONNECTOR);
      root.removed = [{ from: CONNECTOR, lifecycle: { destroy: false } }];
      at(root, API).template.vpc_access.connector =
        "projects/acme-staging/locations/europe-west1/connectors/orders-conn";
    },
    label: cautious("RESOURCE_FORGOTTEN"),
  },
  {
    id: "rule-forgotten",
    title: "a firewall rule that applies to no path is removed from the configuration and not destroyed",
    before: closed,
    change: (root) => {
      remove(root, "google_compute_firewall.ssh");
      root.removed = [{ from: "google_compute_firewall.ssh", lifecycle: { destroy: false } }];
    },
    label: SAFE,
  },
];

function everythingOf(root: Root, other: Root): void {
  const { google_compute_network: networks } = root.resource;
  root.resource = structuredClone(other.resource);
  Object.assign(root.resource.google_compute_network, networks);
}

function imported(root: Root): void {
  add(root, "google_redis_instance.sessions", { ...at(root, CACHE), name: "sessions" });
  root.import = [
    { to: "google_redis_instance.sessions", id: "projects/acme-staging/locations/europe-west1/instances/sessions" },
  ];
}

function byHandRedis(tier: string) {
  return {
    method: "POST" as const,
    path: `${instance.replace("redis/", "redis/v1/")}?instanceId=sessions`,
    body: {
      tier,
      memorySizeGb: 1,
      redisVersion: "REDIS_7_2",
      authorizedNetwork: "projects/acme-staging/global/networks/acme-vpc",
      connectMode: "PRIVATE_SERVICE_ACCESS",
      transitEncryptionMode: "DISABLED",
    },
  };
}

planCases.push({
  id: "redis-imported-and-replaced",
  title: "a Redis created outside Terraform is imported, and another tier replaces it",
  before: base,
  outOfBand: [byHandRedis("STANDARD_HA")],
  change: (root) => imported(root),
  label: danger("IMPORT_REPLACES", "REDIS_REPLACED"),
});

import { API, CACHE, CONNECTOR, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, add, at, copy, deny, env, set } from "./edit";

const BILLING = "google_cloud_run_v2_service.billing";

/** More than one path: the worst of them is the verdict. And caches whose paths are declared but not evaluated. */
export const several: VerifyCase[] = [
  {
    id: "two-services",
    why: "Both services go through the connector.",
    mutate: (root) => second(root),
    verdict: "reachable",
  },
  {
    id: "two-services-one-cut",
    why: "One service reaches Redis, the other has no connector.",
    mutate: (root) => {
      second(root);
      access(root, undefined, BILLING);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "service-that-needs-no-redis",
    why: "A service that reads nothing of Redis needs no way to it.",
    mutate: (root) => {
      second(root);
      access(root, undefined, BILLING);
      env(root, "REDIS_HOST", undefined, BILLING);
      env(root, "REDIS_PORT", undefined, BILLING);
    },
    verdict: "reachable",
  },
  {
    id: "two-caches",
    why: "Both caches are in one range, which the allow rule includes.",
    mutate: (root) => twoCaches(root, {}),
    verdict: "reachable",
  },
  {
    id: "two-caches-one-in-other-region",
    why: "One cache is reached, the other is in another region.",
    mutate: (root) => twoCaches(root, { region: "us-central1" }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "two-caches-one-denied",
    why: "The cache with TLS is on 6378, which is denied; the one without is not.",
    mutate: (root) => {
      twoCaches(root, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
      deny(root, { deny: [{ protocol: "tcp", ports: ["6378"] }] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cache-that-nobody-uses",
    why: "A cache in another region that no service reads is on no path.",
    mutate: (root) => {
      copy(root, CACHE, "idle", { name: "idle-cache", region: "us-central1" });
    },
    verdict: "reachable",
  },
  {
    id: "redis-cluster",
    why: "The network that this root makes has no service connection policy: Google makes no endpoints for the cluster.",
    mutate: (root) => {
      add(root, "google_redis_cluster.cluster", {
        name: "orders-cluster",
        region: "europe-west1",
        shard_count: 1,
        deletion_protection_enabled: false,
        psc_configs: [{ network: ref("google_compute_network.vpc.id") }],
      });
      env(root, "REDIS_HOST", ref("google_redis_cluster.cluster.discovery_endpoints[0].address"));
      env(root, "REDIS_PORT", undefined);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "valkey",
    why: "The network that this root makes has no service connection policy: Google makes no endpoints for Valkey.",
    mutate: (root) => {
      add(root, "google_memorystore_instance.valkey", {
        instance_id: "orders-valkey",
        location: "europe-west1",
        shard_count: 1,
        deletion_protection_enabled: false,
        desired_psc_auto_connections: [{ network: ref("google_compute_network.vpc.id"), project_id: "acme-staging" }],
      });
      env(root, "REDIS_HOST", ref("google_memorystore_instance.valkey.discovery_endpoints[0].address"));
      env(root, "REDIS_PORT", undefined);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "redis-beside-cluster",
    why: "The path to Redis is whole, and the cluster beside it gets no endpoints: its network has no service connection policy.",
    mutate: (root) => {
      add(root, "google_redis_cluster.cluster", {
        name: "orders-cluster",
        region: "europe-west1",
        shard_count: 1,
        deletion_protection_enabled: false,
        psc_configs: [{ network: ref("google_compute_network.vpc.id") }],
      });
      env(root, "SESSIONS", ref("google_redis_cluster.cluster.discovery_endpoints[0].address"));
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "auth-without-secret",
    why: "Without the password Redis answers NOAUTH, over a path that is whole: a finding, no cut.",
    mutate: (root) => set(root, CACHE, { auth_enabled: true }),
    verdict: "reachable",
  },
  {
    id: "service-per-connector",
    why: "Each service has its own connector, and only one of the two is denied.",
    mutate: (root) => {
      second(root);
      const twin = copy(root, CONNECTOR, "billing", { name: "billing-conn", ip_cidr_range: "10.2.1.0/28" });
      access(root, { connector: ref(`${twin}.id`) }, BILLING);
      deny(root, { target_tags: ["vpc-connector-europe-west1-billing-conn"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
];

function second(root: Root): void {
  copy(root, API, "billing", { name: "billing-api" });
}

/** A second cache, changed, that the service reads as well. */
function twoCaches(root: Root, attributes: Root): void {
  const sessions = copy(root, CACHE, "sessions", { name: "sessions-cache", ...attributes });
  const [container] = at(root, API).template.containers;
  container.env.push({ name: "SESSIONS_REDIS_HOST", value: ref(`${sessions}.host`) });
}

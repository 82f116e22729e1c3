import { API, CACHE, ref, SUBNET } from "../verify/base";
import { access, add, at, deny, env, remove } from "../verify/edit";
import { danger, type ReviewCase } from "./label";
import { POOL, pooled } from "./roots";

const SUFFERS = ["reachable", "blocked"] as const;

/** Callers that are no services, and addresses that nobody can follow any more. */
export const callerCases: ReviewCase[] = [
  {
    id: "worker-pool-loses-interface",
    title: "a worker pool is taken out of the network",
    before: pooled,
    change: (root) => access(root, undefined, POOL),
    label: { ...danger(), paths: { "queue>cache": SUFFERS } },
  },
  {
    id: "worker-pool-denied",
    title: "a deny rule for every machine cuts a worker pool off, as it does a service",
    before: pooled,
    change: (root) => deny(root, { target_tags: undefined }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: { "api>cache": SUFFERS, "queue>cache": SUFFERS } },
  },
  {
    id: "worker-pool-deleted",
    title: "a worker pool that uses Redis is destroyed",
    before: pooled,
    change: (root) => remove(root, POOL),
    label: { ...danger("SERVICE_DELETED"), paths: { "queue>cache": ["reachable", "absent"] } },
  },
  {
    id: "machine-reads-redis",
    title: "a machine is created whose start-up script holds the address of Redis: its path is not judged",
    before: pooled,
    change: (root) =>
      add(root, "google_compute_instance.batch", {
        name: "batch",
        machine_type: "e2-micro",
        zone: "europe-west1-b",
        boot_disk: { initialize_params: { image: "debian-cloud/debian-12" } },
        network_interface: { subnetwork: ref(`${SUBNET}.id`) },
        metadata_startup_script: `redis-cli -h ${ref(`${CACHE}.host`)} PING`,
      }),
    label: { verdict: "unknown", codes: [], paths: { "batch>cache": ["absent", "unknown"] } },
  },
  {
    id: "function-reads-redis",
    title: "a function is created without a connector, and with the address of Redis",
    before: pooled,
    change: (root) =>
      add(root, "google_cloudfunctions2_function.mailer", {
        name: "mailer",
        location: "europe-west1",
        build_config: {
          runtime: "nodejs20",
          entry_point: "main",
          source: { storage_source: { bucket: "acme-sources", object: "mailer.zip" } },
        },
        service_config: { environment_variables: { REDIS_HOST: ref(`${CACHE}.host`) } },
      }),
    label: { ...danger(), paths: { "mailer>cache": ["absent", "blocked"] } },
  },
  {
    id: "host-moves-to-secret-elsewhere",
    title: "a service gets the address of Redis from a secret that this configuration does not write",
    before: pooled,
    change: (root) => {
      env(root, "REDIS_HOST", undefined);
      const secret_key_ref = { secret: "redis-of-the-platform-team", version: "latest" };
      at(root, API).template.containers[0].env.push({ name: "REDIS_HOST", value_source: { secret_key_ref } });
    },
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
];

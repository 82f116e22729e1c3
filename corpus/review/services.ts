import { API, base, CACHE, CONNECTOR, ref, SUBNET, VPC } from "../verify/base";
import { access, add, at, copy, env, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { both, closed, SPARE, secured, unread, WORKER } from "./roots";

const SITE = "google_cloud_run_v2_service.site";

export const serviceCases: ReviewCase[] = [
  {
    id: "service-labelled",
    title: "a service gets a label",
    before: closed,
    change: (root) => set(root, API, { labels: { team: "orders" } }),
    label: SAFE,
  },
  {
    id: "service-image",
    title: "a service gets a new image and an env value",
    before: closed,
    change: (root) => {
      at(root, API).template.containers[0].image = "us-docker.pkg.dev/cloudrun/container/hello:2";
      env(root, "LOG_LEVEL", "debug");
    },
    label: SAFE,
  },
  {
    id: "service-memory",
    title: "a service gets more memory",
    before: closed,
    change: (root) => {
      at(root, API).template.containers[0].resources = { limits: { cpu: "2", memory: "2Gi" }, cpu_idle: true };
    },
    label: SAFE,
  },
  {
    id: "service-password-in-env",
    title: "a service gets a password in clear text, which must not be printed",
    before: closed,
    change: (root) => {
      root.variable = { db_password: { type: "string", sensitive: true, default: "planted-sensitive-variable-7c6d" } };
      env(root, "DB_PASSWORD", "planted-env-password-3b2a");
      env(root, "DB_PASSWORD_TOO", ref("var.db_password"), WORKER);
    },
    label: SAFE,
  },
  {
    id: "service-added",
    title: "one more service is created that uses the same Redis",
    before: base,
    change: (root) => add(root, WORKER, { ...structuredClone(at(root, API)), name: "orders-worker" }),
    label: { ...SAFE, paths: { "worker>cache": ["absent", "reachable"] } },
  },
  {
    id: "service-added-without-connector",
    title: "one more service is created that uses the same Redis and has no VPC access",
    before: base,
    change: (root) => {
      add(root, WORKER, { ...structuredClone(at(root, API)), name: "orders-worker" });
      access(root, undefined, WORKER);
    },
    label: { ...danger(), paths: { "worker>cache": ["absent", "blocked"] } },
  },
  {
    id: "service-deleted",
    title: "one of two services is destroyed",
    before: closed,
    change: (root) => remove(root, WORKER),
    label: { ...danger("SERVICE_DELETED"), paths: { "worker>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-renamed",
    title: "a service is renamed, which replaces it",
    before: closed,
    change: (root) => set(root, WORKER, { name: "orders-jobs" }),
    label: danger("SERVICE_REPLACED"),
  },
  {
    id: "service-without-redis-deleted",
    title: "a service that uses no Redis is destroyed",
    before: unread,
    change: (root) => remove(root, SITE),
    label: cautious("SERVICE_DELETED"),
  },
  {
    id: "service-loses-connector",
    title: "a service is detached from the connector",
    before: closed,
    change: (root) => access(root, undefined),
    label: { ...danger(), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "service-to-all-traffic",
    title: "a service sends all traffic through the connector",
    before: base,
    change: (root) => access(root, { egress: "ALL_TRAFFIC" }),
    label: cautious("EGRESS_WIDENED"),
  },
  {
    id: "service-to-localhost",
    title: "the address of Redis becomes localhost",
    before: closed,
    change: (root) => env(root, "REDIS_HOST", "localhost"),
    label: { ...danger(), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "service-to-stale-address",
    title: "the address of Redis becomes a literal that belongs to another host",
    before: base,
    change: (root) => {
      env(root, "REDIS_HOST", "10.107.0.3");
      env(root, "REDIS_PORT", "6379");
    },
    label: {
      ...danger("REDIS_ADDRESS_DROPPED"),
      paths: { "api>cache": ["reachable", "absent"], "api>null": ["absent", "blocked"] },
    },
  },
  {
    id: "service-forgets-redis",
    title: "a service loses the variable with the address of Redis",
    before: closed,
    change: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: { ...danger("REDIS_ADDRESS_DROPPED", "VARIABLE_DROPPED"), paths: { "api>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-to-other-redis",
    title: "a service switches to another Redis, which it reaches",
    before: unread,
    change: (root) => {
      env(root, "REDIS_HOST", ref(`${SPARE}.host`));
      env(root, "REDIS_PORT", ref(`${SPARE}.port`));
    },
    label: {
      ...cautious("REDIS_CHANGED"),
      paths: { "api>cache": ["reachable", "absent"], "api>spare": ["absent", "reachable"] },
    },
  },
  {
    id: "service-to-redis-made-instead",
    title: "a service switches to a new Redis that replaces its own",
    before: base,
    change: (root) => {
      copy(root, CACHE, "store", { name: "orders-store" });
      remove(root, CACHE);
      env(root, "REDIS_HOST", ref("google_redis_instance.store.host"));
      env(root, "REDIS_PORT", ref("google_redis_instance.store.port"));
    },
    label: {
      ...danger("REDIS_DELETED", "REDIS_CHANGED"),
      paths: { "api>cache": ["reachable", "absent"], "api>store": ["absent", "reachable"] },
    },
  },
  {
    id: "service-forgets-one-of-two",
    title: "a service that uses two Redis instances loses the address of one",
    before: both,
    change: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: { ...danger("REDIS_ADDRESS_DROPPED", "VARIABLE_DROPPED"), paths: { "api>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-leaves-the-wall",
    title: "a service moves from a connector with a deny rule to a second one without",
    before: closed,
    change: (root) => {
      copy(root, CONNECTOR, "second", { name: "second", ip_cidr_range: "10.2.2.0/28" });
      access(root, { connector: ref("google_vpc_access_connector.second.id") });
    },
    label: cautious("SENDER_WIDENED"),
  },
  {
    id: "service-to-interface",
    title: "a service moves from a connector with a deny rule to direct VPC egress",
    before: closed,
    change: (root) =>
      access(root, {
        connector: undefined,
        network_interfaces: [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`) }],
      }),
    label: cautious("SENDER_WIDENED"),
  },
  {
    id: "service-to-wrong-port",
    title: "a service gets the port of a test environment",
    before: base,
    change: (root) => env(root, "REDIS_PORT", "6381"),
    label: { ...danger(), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "service-to-new-connector",
    title: "a service moves to a second connector that is created for it",
    before: base,
    change: (root) => {
      add(root, "google_vpc_access_connector.second", {
        ...at(root, CONNECTOR),
        name: "second",
        ip_cidr_range: "10.2.2.0/28",
      });
      access(root, { connector: ref("google_vpc_access_connector.second.id") });
    },
    label: SAFE,
  },
  {
    id: "service-open-to-everybody",
    title: "allUsers become invokers of a service with internal ingress",
    before: unread,
    change: (root) =>
      add(root, "google_cloud_run_v2_service_iam_member.everybody", {
        name: ref(`${SITE}.name`),
        location: "europe-west1",
        role: "roles/run.invoker",
        member: "allUsers",
      }),
    label: cautious("OPENED_TO_INTERNET"),
  },
  {
    id: "service-secured-labelled",
    title: "a label changes on a service that has secrets",
    before: secured,
    change: (root) => set(root, CACHE, { labels: { team: "orders" } }),
    label: SAFE,
  },
];

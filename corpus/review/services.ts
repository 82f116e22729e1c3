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
    title: "a service gets a password in clear, which must not be printed",
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
    title: "one more service that reads the same Redis",
    before: base,
    change: (root) => add(root, WORKER, { ...structuredClone(at(root, API)), name: "orders-worker" }),
    label: { ...SAFE, paths: { "worker>cache": ["absent", "reachable"] } },
  },
  {
    id: "service-added-without-connector",
    title: "one more service that reads the same Redis and has no way into the network",
    before: base,
    change: (root) => {
      add(root, WORKER, { ...structuredClone(at(root, API)), name: "orders-worker" });
      access(root, undefined, WORKER);
    },
    label: { ...danger(), paths: { "worker>cache": ["absent", "blocked"] } },
  },
  {
    id: "service-deleted",
    title: "one of two services goes",
    before: closed,
    change: (root) => remove(root, WORKER),
    label: { ...danger("SERVICE_DELETED"), paths: { "worker>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-renamed",
    title: "a service gets another name, which makes it another service",
    before: closed,
    change: (root) => set(root, WORKER, { name: "orders-jobs" }),
    label: danger("SERVICE_REPLACED"),
  },
  {
    id: "service-without-redis-deleted",
    title: "a service that reads no Redis goes",
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
    title: "everything that a service sends goes through the connector",
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
    title: "the address of Redis is written out, and it is another's",
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
    title: "a service no longer learns where Redis is",
    before: closed,
    change: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: { ...danger("REDIS_ADDRESS_DROPPED"), paths: { "api>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-to-other-redis",
    title: "a service changes over to another Redis, which it reaches",
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
    title: "a service changes over to a Redis that is made in the place of its own",
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
    title: "a service that reads two Redis instances no longer learns where one of them is",
    before: both,
    change: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
    },
    label: { ...danger("REDIS_ADDRESS_DROPPED"), paths: { "api>cache": ["reachable", "absent"] } },
  },
  {
    id: "service-leaves-the-wall",
    title: "a service changes over from a walled connector to a second one that has no wall",
    before: closed,
    change: (root) => {
      copy(root, CONNECTOR, "second", { name: "second", ip_cidr_range: "10.2.2.0/28" });
      access(root, { connector: ref("google_vpc_access_connector.second.id") });
    },
    label: cautious("SENDER_WIDENED"),
  },
  {
    id: "service-to-interface",
    title: "a service changes over from a walled connector to an interface of its own",
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
    title: "a service calls the port of a test",
    before: base,
    change: (root) => env(root, "REDIS_PORT", "6381"),
    label: { ...danger(), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "service-to-new-connector",
    title: "a service changes over to a second connector that is made for it",
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
    title: "everybody may call a service that only the network could",
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
    title: "nothing but a label where there are secrets",
    before: secured,
    change: (root) => set(root, CACHE, { labels: { team: "orders" } }),
    label: SAFE,
  },
];

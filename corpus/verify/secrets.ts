import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, add, at, env, set } from "./edit";

export const SECRET = "google_secret_manager_secret.redis";
export const VERSION = "google_secret_manager_secret_version.redis";
const host = ref(`${CACHE}.host`);
const port = ref(`${CACHE}.port`);

/** Addresses that reach the service through something else: a secret, a resource in between, a data source. */
export const detours: VerifyCase[] = [
  {
    id: "host-through-secret",
    why: "The env reads a secret whose version holds Redis's own address.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host),
    verdict: "reachable",
  },
  {
    id: "host-through-secret-without-connector",
    why: "The path is declared through the secret, and the service is in no VPC.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host);
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "host-in-secret-is-localhost",
    why: "The secret holds localhost, so the service connects to itself.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", "localhost");
      env(root, "REDIS_PORT", port);
    },
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "url-through-secret",
    why: "The secret holds a URL of Redis's own address and port.",
    mutate: (root) => secretEnv(root, "REDIS_URL", `redis://${host}:${port}/0`),
    verdict: "reachable",
  },
  {
    id: "url-in-secret-with-wrong-port",
    why: "The secret's URL has Redis's address and another port.",
    mutate: (root) => secretEnv(root, "REDIS_URL", `redis://${host}:6380/0`),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "url-in-secret-plain-to-tls",
    why: "The secret's URL is plain redis://, and Redis requires TLS.",
    mutate: (root) => {
      set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
      secretEnv(root, "REDIS_URL", `redis://${host}:${port}/0`);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "secret-by-full-name",
    why: "A secret may be named by its full path as well as by its id.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host, { secret: ref(`${SECRET}.name`) }),
    verdict: "reachable",
  },
  {
    id: "secret-by-literal-id",
    why: "A secret's literal id in the service's own project is that secret.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host, { secret: "redis-address" });
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "secret-as-volume",
    why: "A mounted secret declares a path as an env does, and the service is in no VPC.",
    mutate: (root) => {
      withoutEnv(root);
      secret(root, { secret_data: host });
      const { template } = at(root, API);
      const items = [{ version: "latest", path: "address" }];
      template.volumes = [{ name: "redis", secret: { secret: ref(`${SECRET}.secret_id`), items } }];
      template.containers[0].volume_mounts = [{ name: "redis", mount_path: "/redis" }];
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "secret-written-only",
    why: "A write-only secret version holds Redis's address without showing it in the state.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host);
      set(root, VERSION, { secret_data: undefined, secret_data_wo: host, secret_data_wo_version: 1 });
    },
    verdict: "reachable",
  },
  {
    id: "host-through-resource",
    why: "Another resource passes Redis's address on, and the service is in no VPC.",
    mutate: (root) => {
      passedOn(root);
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "host-through-data-source",
    why: "A data source that reads the instance of this root is that instance.",
    mutate: (root) => {
      add(root, "data.google_redis_instance.cache", { name: ref(`${CACHE}.name`), depends_on: [CACHE] });
      withoutEnv(root);
      env(root, "REDIS_HOST", ref("data.google_redis_instance.cache.host"));
      env(root, "REDIS_PORT", ref("data.google_redis_instance.cache.port"));
    },
    verdict: "reachable",
  },
  {
    id: "host-through-data-source-without-connector",
    why: "The path is declared through the data source, and the service is in no VPC.",
    mutate: (root) => {
      add(root, "data.google_redis_instance.cache", { name: ref(`${CACHE}.name`), depends_on: [CACHE] });
      withoutEnv(root);
      env(root, "REDIS_HOST", ref("data.google_redis_instance.cache.host"));
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
];

export function withoutEnv(root: Root): void {
  env(root, "REDIS_HOST", undefined);
  env(root, "REDIS_PORT", undefined);
}

export function secret(root: Root, version: Root): void {
  add(root, SECRET, { secret_id: "redis-address", replication: { auto: {} } });
  add(root, VERSION, { secret: ref(`${SECRET}.id`), ...version });
}

/** One env that comes from a secret, and nothing else that refers to Redis. */
export function secretEnv(root: Root, name: string, secret_data: string, key: Root = {}): void {
  withoutEnv(root);
  secret(root, { secret_data });
  const secret_key_ref = { secret: ref(`${SECRET}.secret_id`), version: "latest", ...key };
  at(root, API).template.containers[0].env.push({ name, value_source: { secret_key_ref } });
  set(root, API, { depends_on: [VERSION] });
}

function passedOn(root: Root): void {
  add(root, "terraform_data.redis", { input: host });
  withoutEnv(root);
  env(root, "REDIS_HOST", ref("terraform_data.redis.output"));
}

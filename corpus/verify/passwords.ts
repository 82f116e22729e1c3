import { API, CACHE, EGRESS_RULE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, copy, env, set } from "./edit";

const REFUSED = { verdict: "blocked", code: "AUTH_NOT_GIVEN" } as const;
const FINE = { verdict: "reachable", errors: [] } as const;

/** The password of Redis and its certificate, as they are handed to the service. */
export const passwords: VerifyCase[] = [
  {
    id: "password-through-secret",
    why: "The secret holds the AUTH string of the Redis that the service calls.",
    mutate: (root) => {
      auth(root);
      handed(root, "REDIS_PASSWORD", ref(`${CACHE}.auth_string`));
    },
    ...FINE,
  },
  {
    id: "password-of-another-redis",
    why: "The secret holds the AUTH string of another Redis: every instance has its own.",
    mutate: (root) => {
      auth(root);
      const other = copy(root, CACHE, "other", { name: "other-cache" });
      handed(root, "REDIS_PASSWORD", ref(`${other}.auth_string`));
    },
    ...REFUSED,
  },
  {
    id: "password-of-another-redis-in-url",
    why: "The password in the URL is the AUTH string of another Redis.",
    mutate: (root) => {
      auth(root);
      const other = copy(root, CACHE, "other", { name: "other-cache" });
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
      env(root, "REDIS_URL", `redis://:${ref(`${other}.auth_string`)}@${ref(`${CACHE}.host`)}:${ref(`${CACHE}.port`)}`);
    },
    ...REFUSED,
  },
  {
    id: "password-empty",
    why: "The variable is there and empty, and Redis requires a password.",
    mutate: (root) => {
      auth(root);
      env(root, "REDIS_PASSWORD", "");
    },
    ...REFUSED,
  },
  {
    id: "password-made-elsewhere",
    why: "What a secret holds that somebody else fills is not in the configuration.",
    mutate: (root) => {
      auth(root);
      const secret_key_ref = { secret: "redis-auth", version: "latest" };
      at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref } });
    },
    ...FINE,
  },
  {
    id: "password-missing",
    why: "Nothing that the service is given holds the password; the app may fetch it by itself.",
    mutate: auth,
    verdict: "reachable",
    errors: ["auth-without-secret"],
  },
  {
    id: "password-missing-beside-file",
    why: "The service mounts a secret with the certificate of Redis, in which no password is.",
    mutate: (root) => {
      auth(root);
      file(root, ref(`${CACHE}.server_ca_certs[0].cert`));
    },
    verdict: "reachable",
    errors: ["auth-without-secret"],
  },
  {
    id: "password-in-file",
    why: "The service mounts a secret with the AUTH string of Redis.",
    mutate: (root) => {
      auth(root);
      file(root, ref(`${CACHE}.auth_string`));
    },
    ...FINE,
  },
  {
    id: "password-without-auth",
    why: "Redis answers AUTH with an error where no password is set; the app may leave it out.",
    mutate: (root) => {
      const secret_key_ref = { secret: "redis-auth", version: "latest" };
      at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref } });
    },
    verdict: "reachable",
    errors: ["password-without-auth"],
  },
  {
    id: "password-switched-off-by-variable",
    why: "A variable that says whether there is a password is none.",
    mutate: (root) => env(root, "REDIS_AUTH", "false"),
    ...FINE,
  },
  {
    id: "passwords-of-two-caches",
    why: "Each of two Redis instances has its own variables, and its own password in them.",
    mutate: (root) => two(root, (own) => own),
    ...FINE,
  },
  {
    id: "passwords-of-two-caches-swapped",
    why: "Each of two Redis instances is called with the password of the other.",
    mutate: (root) => two(root, (own) => (own === CACHE ? SESSIONS : CACHE)),
    ...REFUSED,
  },
  {
    id: "ca-through-secret",
    why: "The service is given the certificate authority of the Redis that it calls.",
    mutate: (root) => {
      tls(root);
      handed(root, "REDIS_CA", ref(`${CACHE}.server_ca_certs[0].cert`));
    },
    ...FINE,
  },
  {
    id: "ca-of-another-redis",
    why: "Each instance has a certificate authority of its own, and the service is given another one's.",
    mutate: (root) => {
      tls(root);
      const other = copy(root, CACHE, "other", { name: "other-cache" });
      handed(root, "REDIS_CA", ref(`${other}.server_ca_certs[0].cert`));
    },
    verdict: "blocked",
    code: "TLS_MISMATCH",
  },
  {
    id: "ca-missing",
    why: "Nothing that the service is given holds the certificate; the image may have it, or the app may not look.",
    mutate: tls,
    verdict: "reachable",
    errors: ["tls-without-certificate"],
  },
];

const SESSIONS = "google_redis_instance.sessions";

function auth(root: Root): void {
  set(root, CACHE, { auth_enabled: true });
}

function tls(root: Root): void {
  set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
  set(root, EGRESS_RULE, { allow: [{ protocol: "tcp", ports: ["6378"] }] });
}

/** A secret with this content, as a variable of this name. */
function handed(root: Root, name: string, secret_data: string): void {
  const label = name.toLowerCase();
  const secret = `google_secret_manager_secret.${label}`;
  const version = `google_secret_manager_secret_version.${label}`;
  add(root, secret, { secret_id: label.replaceAll("_", "-"), replication: { auto: {} } });
  add(root, version, { secret: ref(`${secret}.id`), secret_data });
  const secret_key_ref = { secret: ref(`${secret}.secret_id`), version: "latest" };
  at(root, API).template.containers[0].env.push({ name, value_source: { secret_key_ref } });
  set(root, API, { depends_on: [...(at(root, API).depends_on ?? []), version] });
}

function two(root: Root, whose: (own: string) => string): void {
  auth(root);
  copy(root, CACHE, "sessions", { name: "sessions" });
  env(root, "SESSIONS_REDIS_HOST", ref(`${SESSIONS}.host`));
  env(root, "SESSIONS_REDIS_PORT", ref(`${SESSIONS}.port`));
  handed(root, "REDIS_PASSWORD", ref(`${whose(CACHE)}.auth_string`));
  handed(root, "SESSIONS_REDIS_PASSWORD", ref(`${whose(SESSIONS)}.auth_string`));
}

/** A secret that the container of the service mounts. */
function file(root: Root, secret_data: string): void {
  const secret = "google_secret_manager_secret.file";
  add(root, secret, { secret_id: "redis-file", replication: { auto: {} } });
  add(root, "google_secret_manager_secret_version.file", { secret: ref(`${secret}.id`), secret_data });
  const { template } = at(root, API);
  template.volumes = [{ name: "file", secret: { secret: ref(`${secret}.secret_id`) } }];
  template.containers[0].volume_mounts = [{ name: "file", mount_path: "/etc/redis" }];
}

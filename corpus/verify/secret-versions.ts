import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, env, set } from "./edit";
import { SECRET, secret, secretEnv, VERSION, withoutEnv } from "./secrets";

const host = ref(`${CACHE}.host`);
const port = ref(`${CACHE}.port`);
const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

/** Which version of a secret a service is given, and what is in it. */
export const secretVersions: VerifyCase[] = [
  {
    id: "secret-version-disabled",
    why: "A disabled version cannot be read, and the latest version is the one created last, whatever its state.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host);
      set(root, VERSION, { enabled: false });
    },
    verdict: "blocked",
    code: "SECRET_NOT_READABLE",
  },
  {
    id: "secret-version-not-here",
    why: "The service is given version 7, which somebody else made.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host, { version: "7" }),
    ...UNTOLD,
  },
  {
    id: "secret-version-by-reference",
    why: "The service is given the version that it refers to.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host, { version: ref(`${VERSION}.version`) }),
    verdict: "reachable",
  },
  {
    id: "secret-version-first",
    why: "The only version of a new secret is its first.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host, { version: "1" }),
    verdict: "reachable",
  },
  {
    id: "secret-with-two-versions",
    why: "The latest version is the one that is created last, and its value is localhost.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host);
      again(root, "localhost");
    },
    ...UNTOLD,
  },
  {
    id: "secret-with-two-versions-pinned",
    why: "Of two versions the service is given the one that it refers to.",
    mutate: (root) => {
      secretEnv(root, "REDIS_HOST", host, { version: ref(`${VERSION}.version`) });
      again(root, "localhost");
    },
    verdict: "reachable",
  },
  {
    id: "secret-of-other-project",
    why: "A secret of the same id in another project is another secret.",
    mutate: (root) => secretEnv(root, "REDIS_HOST", host, { secret: "projects/acme-shared/secrets/redis-address" }),
    ...UNTOLD,
  },
  {
    id: "secret-with-port",
    why: "The port comes out of a secret, and it is not Redis's.",
    mutate: (root) => {
      secretEnv(root, "REDIS_PORT", "6380");
      env(root, "REDIS_HOST", host);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "secret-with-port-made-elsewhere",
    why: "What a secret holds that somebody else fills is not in the configuration.",
    mutate: (root) => {
      secretEnv(root, "REDIS_PORT", "6379", { secret: "redis-port" });
      env(root, "REDIS_HOST", host);
    },
    ...UNTOLD,
  },
  {
    id: "mounted-secret-with-wrong-port",
    why: "The mounted file has Redis's address and another port.",
    mutate: (root) => mounted(root, `redis://${host}:6380`),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "mounted-secret",
    why: "A mounted file with Redis's own address and port tells it as an env does.",
    mutate: (root) => mounted(root, `redis://${host}:${port}`),
    verdict: "reachable",
  },
];

function again(root: Root, secret_data: string): void {
  add(root, "google_secret_manager_secret_version.again", {
    secret: ref(`${SECRET}.id`),
    secret_data,
    depends_on: [VERSION],
  });
}

function mounted(root: Root, secret_data: string): void {
  withoutEnv(root);
  secret(root, { secret_data });
  const { template } = at(root, API);
  const items = [{ version: "latest", path: "url" }];
  template.volumes = [{ name: "redis", secret: { secret: ref(`${SECRET}.secret_id`), items } }];
  template.containers[0].volume_mounts = [{ name: "redis", mount_path: "/redis" }];
}

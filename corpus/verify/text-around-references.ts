import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, copy, env, opening, set } from "./edit";
import { withoutEnv } from "./secrets";

const host = ref(`${CACHE}.host`);
const port = ref(`${CACHE}.port`);
const UNRESOLVED = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const OPEN = { verdict: "unknown", code: "ADDRESS_MISMATCH" } as const;
const MISMATCH = { verdict: "blocked", code: "ADDRESS_MISMATCH" } as const;
const WRONG_PORT = { verdict: "blocked", code: "REDIS_INSTANCE_UNSUPPORTED_PORT" } as const;

/** Text around a reference, and values that are no address. */
export const textAroundReferences: VerifyCase[] = [
  {
    id: "host-with-text-behind",
    why: "A reference with a digit behind it is another address than Redis's.",
    mutate: (root) => env(root, "REDIS_HOST", `${host}0`),
    ...UNRESOLVED,
  },
  {
    id: "host-with-text-before",
    why: "A reference with a digit before it is another address than Redis's.",
    mutate: (root) => env(root, "REDIS_HOST", `1${host}`),
    ...UNRESOLVED,
  },
  {
    id: "host-in-a-name",
    why: "An address inside of a name is what DNS makes of the name.",
    mutate: (root) => env(root, "REDIS_HOST", `${host}.nip.io`),
    ...UNRESOLVED,
  },
  {
    id: "host-in-query",
    why: "The query of a URL does not change its host.",
    mutate: (root) => url(root, `redis://redis.internal.example.com:6379/0?real=${host}`),
    verdict: "unknown",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-before-the-at",
    why: "The part before the @ is a user; the host of the URL is localhost.",
    mutate: (root) => url(root, `redis://${host}:6379@localhost:6379`),
    ...MISMATCH,
  },
  {
    id: "url-with-password-by-reference",
    why: "A password before the @ may be anything: the host comes after it.",
    mutate: (root) => {
      add(root, "terraform_data.password", { input: "secret" });
      url(root, `redis://:${ref("terraform_data.password.output")}@${host}:${port}/0`);
    },
    verdict: "reachable",
  },
  {
    id: "host-is-ipv6-loopback",
    why: "::1 is localhost.",
    mutate: (root) => {
      withoutEnv(root);
      env(root, "REDIS_HOST", "::1");
    },
    ...MISMATCH,
  },
  {
    id: "hostname-is-localhost",
    why: "A HOSTNAME is a HOST: one address is Redis's own, this one leads back into the container.",
    mutate: (root) => env(root, "REDIS_HOSTNAME", "localhost"),
    ...MISMATCH,
  },
  {
    id: "url-port-by-local",
    why: "The port comes out of a local, and it is not Redis's.",
    mutate: (root) => {
      root.locals = { port: 6380 };
      url(root, `redis://${host}:${ref("local.port")}/0`);
    },
    ...WRONG_PORT,
    plan: { ...UNRESOLVED, because: "locals are absent from a plan" },
  },
  {
    id: "url-port-of-other-cache",
    why: "The URL has the port of a Redis with TLS and the address of one without.",
    mutate: (root) => {
      const other = withTls(root);
      url(root, `redis://${host}:${ref(`${other}.port`)}`);
    },
    ...WRONG_PORT,
  },
  {
    id: "port-of-other-cache",
    why: "REDIS_PORT is the port of a Redis with TLS, REDIS_HOST the address of one without.",
    mutate: (root) => env(root, "REDIS_PORT", ref(`${withTls(root)}.port`)),
    ...WRONG_PORT,
  },
  {
    id: "two-caches-each-with-its-port",
    why: "Each port belongs to the host with the same name prefix.",
    mutate: (root) => {
      const other = withTls(root);
      env(root, "SESSIONS_REDIS_HOST", ref(`${other}.host`));
      env(root, "SESSIONS_REDIS_PORT", "6378");
      env(root, "REDIS_PORT", "6379");
    },
    verdict: "reachable",
  },
  {
    id: "port-in-arithmetic",
    why: "Nothing listens on 6379 plus two, and lineup does not evaluate the sum.",
    mutate: (root) => env(root, "REDIS_PORT", ref(`${CACHE}.port + 2`)),
    ...UNRESOLVED,
  },
  {
    id: "port-through-resource",
    why: "The port comes from another resource and is known after the apply.",
    mutate: (root) => {
      add(root, "terraform_data.port", { input: "6380" });
      env(root, "REDIS_PORT", ref("terraform_data.port.output"));
    },
    ...UNRESOLVED,
  },
  {
    id: "port-is-a-url",
    why: "A URL is no port.",
    mutate: (root) => env(root, "REDIS_PORT", "tcp://10.0.0.1:6379"),
    ...WRONG_PORT,
  },
  {
    id: "only-the-port-is-read",
    why: "The service reads Redis's port, and calls localhost with it.",
    mutate: (root) => {
      withoutEnv(root);
      env(root, "CACHE_HOST", "localhost");
      env(root, "CACHE_PORT", port);
    },
    ...UNRESOLVED,
  },
  {
    id: "argument-with-wrong-port",
    why: "The address is in an argument, with a port that is not Redis's.",
    mutate: (root) => argument(root, `--redis=${host}:6380`),
    ...WRONG_PORT,
  },
  ...(
    [
      ["host-with-line-break", "\n", "A heredoc ends with a line break, which is a part of the value."],
      ["host-with-port-behind", ":6379", "A client that is given a host looks up the text with the port in it."],
      ["host-with-database", "/0", "A client that is given a host looks up the text with the path in it."],
    ] as const
  ).map(
    ([id, text, why]): VerifyCase => ({ id, why, mutate: (root) => env(root, "REDIS_HOST", host + text), ...OPEN }),
  ),
  {
    id: "host-with-scheme",
    why: "A client that is given a host looks up the whole URL.",
    mutate: (root) => env(root, "REDIS_HOST", `redis://${host}`),
    ...OPEN,
  },
  {
    id: "url-behind-a-space",
    why: "Not every client takes a space off before it reads a URL.",
    mutate: (root) => url(root, ` redis://${host}:${port}/0`),
    ...OPEN,
  },
  {
    id: "url-with-a-scheme-of-the-web",
    why: "No client of Redis speaks http.",
    mutate: (root) => url(root, `http://${host}:${port}`),
    verdict: "unknown",
    code: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "port-behind-a-tab",
    why: "Not every client reads a number with a tab before it.",
    mutate: (root) => env(root, "REDIS_PORT", "\t6379"),
    ...UNRESOLVED,
  },
  {
    id: "argument-with-address",
    why: "An argument that is Redis's own address and port tells it as an env does.",
    mutate: (root) => argument(root, `--redis=${host}:6379`),
    verdict: "reachable",
  },
];

function url(root: Root, value: string): void {
  withoutEnv(root);
  env(root, "REDIS_URL", value);
}

function argument(root: Root, value: string): void {
  withoutEnv(root);
  at(root, API).template.containers[0].args = [value];
}

/** A second Redis, with TLS; both ports are open. */
function withTls(root: Root): string {
  opening(root, { allow: [{ protocol: "tcp", ports: ["6378-6379"] }] });
  const other = copy(root, CACHE, "sessions", { name: "sessions-cache" });
  set(root, other, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
  return other;
}

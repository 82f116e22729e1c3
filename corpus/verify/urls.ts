import { tls } from "./addresses";
import { CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { env } from "./edit";

const host = ref(`${CACHE}.host`);
const port = ref(`${CACHE}.port`);

/** Address, port and protocol in one value. */
export const urls: VerifyCase[] = [
  {
    id: "url-to-localhost",
    why: "A URL to localhost leads back into the container.",
    mutate: (root) => url(root, "redis://localhost:6379/0"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "url",
    why: "The URL is put together from Redis's own address and port.",
    mutate: (root) => url(root, `redis://${host}:${port}/0`),
    verdict: "reachable",
  },
  {
    id: "url-with-wrong-port",
    why: "The address is Redis's own, the port is not.",
    mutate: (root) => url(root, `redis://${host}:6380/0`),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "url-without-port",
    why: "A redis:// URL without a port means 6379.",
    mutate: (root) => url(root, `redis://${host}`),
    verdict: "reachable",
  },
  {
    id: "url-without-port-with-tls",
    why: "A rediss:// URL without a port means 6379, and TLS moved Redis to 6378.",
    mutate: (root) => {
      tls(root);
      url(root, `rediss://${host}/0`);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "url-of-tls",
    why: "rediss:// and 6378 are what a Redis with TLS answers to.",
    mutate: (root) => {
      tls(root);
      url(root, `rediss://${host}:6378/0`);
    },
    verdict: "reachable",
  },
  {
    id: "url-plain-to-tls",
    why: "A Redis with TLS closes the connection of a client that uses redis://.",
    mutate: (root) => {
      tls(root);
      url(root, `redis://${host}:${port}`);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "url-tls-to-plain",
    why: "A Redis without TLS has no answer to a TLS handshake.",
    mutate: (root) => url(root, `rediss://${host}:6379`),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "url-with-password",
    why: "The part before the @ is not part of the address.",
    mutate: (root) => url(root, `redis://default:6380@${host}:6379/0`),
    verdict: "reachable",
  },
  {
    id: "host-with-port",
    why: "Address and port in one value are Redis's own.",
    mutate: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
      env(root, "REDIS_ADDR", `${host}:${port}`);
    },
    verdict: "reachable",
  },
];

function url(root: Root, value: string): void {
  env(root, "REDIS_HOST", undefined);
  env(root, "REDIS_PORT", undefined);
  env(root, "REDIS_URL", value);
}

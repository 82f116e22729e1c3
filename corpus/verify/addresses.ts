import { CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, env, set } from "./edit";

/** The address and the port that the service is configured with. */
export const addresses: VerifyCase[] = [
  {
    id: "host-literal-in-first-plan",
    why: "The address of Redis is unknown before the first apply, so it is unknown whether this literal is that address.",
    mutate: (root) => literalHost(root, "10.166.0.5"),
    verdict: "unknown",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-literal-beside-port-reference",
    why: "The port is that of Redis; whether the literal is its address is unknown before the first apply.",
    mutate: (root) => env(root, "REDIS_HOST", "10.166.0.5"),
    verdict: "unknown",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-is-localhost",
    why: "A container that calls localhost calls itself.",
    mutate: (root) => literalHost(root, "localhost"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-is-loopback",
    why: "127.0.0.1 is localhost.",
    mutate: (root) => literalHost(root, "127.0.0.1"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-is-localhost-beside-port-reference",
    why: "The port is Redis's own, the address is the container's.",
    mutate: (root) => env(root, "REDIS_HOST", "localhost"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-of-old-beside-port-reference",
    why: "10.107.0.3 is where Redis was before it moved; it cannot be in 10.166.0.0/16.",
    mutate: (root) => env(root, "REDIS_HOST", "10.107.0.3"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "second-host-is-localhost",
    why: "One address is Redis's own, another one leads back into the container.",
    mutate: (root) => env(root, "SESSIONS_REDIS_HOST", "localhost"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-is-a-name",
    why: "What a host name resolves to is in DNS and not in the configuration.",
    mutate: (root) => literalHost(root, "redis.internal.example.com"),
    verdict: "unknown",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "port-literal",
    why: "6379 is the port of a Redis without TLS.",
    mutate: (root) => env(root, "REDIS_PORT", "6379"),
    verdict: "reachable",
  },
  {
    id: "port-literal-with-tls",
    why: "TLS moved Redis to 6378, and the service still knocks at 6379.",
    mutate: (root) => {
      tls(root);
      env(root, "REDIS_PORT", "6379");
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "port-literal-of-tls-without-tls",
    why: "6378 is the port with TLS, which is off.",
    mutate: (root) => env(root, "REDIS_PORT", "6378"),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "port-of-test-default",
    why: "6381 was a test's default; Memorystore answers on 6379.",
    mutate: (root) => env(root, "REDIS_PORT", "6381"),
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "port-literal-fits-tls",
    why: "6378 is the port of a Redis with TLS.",
    mutate: (root) => {
      tls(root);
      env(root, "REDIS_PORT", "6378");
    },
    verdict: "reachable",
  },
  {
    id: "port-not-given",
    why: "The service is configured with the address only; the port is its own default, which the configuration does not show.",
    mutate: (root) => env(root, "REDIS_PORT", undefined),
    verdict: "reachable",
  },
  {
    id: "host-of-other-cache",
    why: "The service reads the other cache's address; that path is the declared one, and it crosses regions.",
    mutate: (root) => {
      add(root, "google_redis_instance.other", { ...at(root, CACHE), name: "other-cache", region: "us-central1" });
      env(root, "REDIS_HOST", ref("google_redis_instance.other.host"));
      env(root, "REDIS_PORT", undefined);
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
];

export function tls(root: Root): void {
  set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
}

/** A literal address, and nothing else that refers to Redis. */
function literalHost(root: Root, address: string): void {
  env(root, "REDIS_HOST", address);
  env(root, "REDIS_PORT", undefined);
}

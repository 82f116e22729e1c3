import { API, CACHE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, add, at, env, set } from "./edit";

const ZONE = "google_dns_managed_zone.internal";
const RECORD = "google_dns_record_set.redis";
const NAME = "redis.acme.internal";
const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const NO_ADDRESS = { verdict: "unknown", code: "ADDRESS_MISMATCH" } as const;
const host = ref(`${CACHE}.host`);

/** The address of Redis by another way than an attribute of it: a name, a parameter, a secret that is not here. */
export const namesOfRedis: VerifyCase[] = [
  {
    id: "url-in-secret-elsewhere",
    why: "The URL of Redis is in a secret that this configuration does not write: what it holds is unknown.",
    mutate: (root) => {
      fromSecret(root, "REDIS_URL");
      env(root, "REDIS_PORT", undefined);
    },
    ...UNTOLD,
  },
  {
    id: "host-in-secret-elsewhere",
    why: "The port comes from Redis, and the host from a secret that this configuration does not write.",
    mutate: (root) => fromSecret(root, "REDIS_HOST"),
    ...UNTOLD,
  },
  {
    id: "host-by-private-name",
    why: "The name is an A record of a private zone that the service's network sees.",
    mutate: (root) => named(root),
    verdict: "reachable",
  },
  {
    id: "host-by-private-name-without-connector",
    why: "The name is Redis's, and the service is in no VPC: it does not even resolve the name.",
    mutate: (root) => {
      named(root);
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "url-by-private-name",
    why: "The host of the URL is an A record of a private zone that the service's network sees.",
    mutate: (root) => {
      named(root);
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_URL", `redis://${NAME}:6379`);
    },
    verdict: "reachable",
  },
  {
    id: "host-by-public-name",
    why: "A public zone answers everywhere, and a private address may stand in it.",
    mutate: (root) => named(root, { visibility: "public", private_visibility_config: undefined }),
    verdict: "reachable",
  },
  {
    id: "host-by-name-of-another-network",
    why: "The private zone is one of another network: whether anything answers this one is not in the input.",
    mutate: (root) => {
      add(root, "google_compute_network.other", { name: "other-vpc", auto_create_subnetworks: false });
      named(root, { private_visibility_config: visibleTo("google_compute_network.other") });
    },
    ...NO_ADDRESS,
  },
  {
    id: "host-by-name-of-a-closer-zone",
    why: "Another private zone is closer to the name, and answers for all of it.",
    mutate: (root) => {
      named(root);
      const closer = { name: "closer", dns_name: "redis.acme.internal.", visibility: "private" };
      add(root, "google_dns_managed_zone.closer", { ...closer, private_visibility_config: visibleTo(VPC) });
    },
    ...NO_ADDRESS,
  },
  {
    id: "host-by-name-of-a-zone-elsewhere",
    why: "The zone is not part of the input: who sees it is unknown.",
    mutate: (root) => {
      named(root);
      set(root, RECORD, { managed_zone: "somewhere" });
    },
    ...NO_ADDRESS,
  },
  {
    id: "host-by-alias-of-a-name",
    why: "The record names another name, and no record says where that one is.",
    mutate: (root) => {
      named(root);
      set(root, RECORD, { type: "CNAME", rrdatas: ["cache.elsewhere.internal."] });
    },
    ...NO_ADDRESS,
  },
  {
    id: "host-by-name-of-another-address",
    why: "The record holds an address outside of the range that Redis gets one from.",
    mutate: (root) => {
      named(root);
      set(root, RECORD, { rrdatas: ["10.9.9.9"] });
    },
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "host-by-name-with-tls",
    why: "The certificate of Redis holds its address: whether the client accepts it for a name is not in the input.",
    mutate: (root) => {
      named(root);
      set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
      set(root, "google_compute_firewall.redis_out", { allow: [{ protocol: "tcp", ports: ["6378"] }] });
    },
    ...UNTOLD,
  },
  {
    id: "host-through-parameter",
    why: "A parameter version holds Redis's own address, and the service is given what it holds.",
    mutate: (root) => parameter(root, host),
    verdict: "reachable",
  },
  {
    id: "url-through-parameter-with-wrong-port",
    why: "The parameter's URL has Redis's address and another port.",
    mutate: (root) => {
      parameter(root, `redis://${host}:6380/0`);
      env(root, "REDIS_URL", ref("google_parameter_manager_parameter_version.redis.parameter_data"));
      env(root, "REDIS_HOST", undefined);
    },
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  },
  {
    id: "host-in-parameter-is-localhost",
    why: "The parameter holds localhost, so the service connects to itself.",
    mutate: (root) => parameter(root, "localhost"),
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
];

/** The env comes from a secret that nothing here writes. */
function fromSecret(root: Root, name: string): void {
  env(root, "REDIS_HOST", undefined);
  const secret_key_ref = { secret: "redis-of-the-platform-team", version: "latest" };
  at(root, API).template.containers[0].env.push({ name, value_source: { secret_key_ref } });
}

const visibleTo = (network: string) => ({ networks: [{ network_url: ref(`${network}.id`) }] });

/** Redis by a name: a zone that the service's network sees, and an A record in it. */
function named(root: Root, zone: Root = {}): void {
  const whole = { name: "internal", dns_name: "acme.internal.", visibility: "private", ...zone };
  const config = "private_visibility_config" in zone ? zone.private_visibility_config : visibleTo(VPC);
  add(root, ZONE, JSON.parse(JSON.stringify({ ...whole, private_visibility_config: config })));
  const rrdatas = [host];
  add(root, RECORD, { name: `${NAME}.`, type: "A", ttl: 60, managed_zone: ref(`${ZONE}.name`), rrdatas });
  env(root, "REDIS_HOST", NAME);
}

function parameter(root: Root, parameter_data: string): void {
  add(root, "google_parameter_manager_parameter.redis", { parameter_id: "redis" });
  const parameter = ref("google_parameter_manager_parameter.redis.id");
  const version = { parameter, parameter_version_id: "v1", parameter_data };
  add(root, "google_parameter_manager_parameter_version.redis", version);
  env(root, "REDIS_HOST", ref("google_parameter_manager_parameter_version.redis.parameter_data"));
}

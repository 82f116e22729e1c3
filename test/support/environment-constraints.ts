import { dayOf, daysAfter } from "../../facts/days";
import {
  type Constraint,
  LOWER_CASE,
  NO_NAME,
  oneOf,
  plain,
  range,
  reason,
  text,
  whole,
  yesOrNo,
} from "./environment-constraint";
import { connectedKeys, serviceKeys } from "./environment-schema";

const TODAY = dayOf(new Date());

/** The constraint of each setting, written independently of the schema: an accidental change of the schema fails here. */
export const CONSTRAINTS: Constraint[] = [
  text("name", LOWER_CASE, 'at least two, such as "staging"', ["staging", "ab", "a--1"], [...NO_NAME, "a"]),
  text(
    "project",
    "must be a Google Cloud project id",
    "6 to 30 lower-case letters, digits and inner hyphens",
    ["netra-1", "abcdef", `a${"b".repeat(29)}`],
    [...NO_NAME, "abcde", `a${"b".repeat(30)}`],
  ),
  text(
    "region",
    "must be a region",
    'such as "us-central1"',
    ["us-central1", "northamerica-northeast1", `${"a".repeat(20)}-b1`],
    ["", "us", "us-central", "us-central1-a", "US-CENTRAL1", " us-central1", "us_central1", `${"a".repeat(21)}-b1`],
  ),
  yesOrNo("privateNetwork"),
  ...range("network.range", [8, 29], "must be from /8 to /29", "what a subnet can be"),
  ...range(
    "network.servicesRange",
    [8, 24],
    "must be from /8 to /24",
    "Google takes a /29 for each Redis and a /24 for each Cloud SQL",
  ),
  text(
    "connector.name",
    "must be 2 to 25 lower-case letters, digits and inner hyphens",
    'such as "prod-connector"',
    ["ab", "prod-connector", "a".repeat(25), `a${"-".repeat(23)}b`],
    [...NO_NAME, "a", "a".repeat(26)],
  ),
  ...otherName("network.name", 63, "staging-vpc"),
  ...otherName("network.subnetName", 63, "staging-subnet"),
  ...otherName("network.servicesRangeName", 63, "staging-private-ip"),
  ...otherName("network.otherServicesRanges.0", 63, "google-managed-services-default"),
  ...otherName("nat.routerName", 63, "staging-nat-router"),
  ...otherName("nat.gatewayName", 63, "staging-nat-gateway"),
  ...otherName("redis.name", 40, "staging-redis"),
  ...["network", "subnet", "servicesRange"]
    .map((thing) => `network.descriptions.${thing}`)
    .flatMap((path) => [
      text(path, "must be a text", "leave it out where what exists has none", [" ", "By hand, 2024"], [""]),
      plain(path),
    ]),
  yesOrNo("network.flowLogs"),
  ...range("connector.range", [28, 28], "must be a /28", "connectors take exactly 16 addresses"),
  oneOf("connector.machineType", "f1-micro", "e2-micro", "e2-standard-4"),
  ...whole("connector.instances.min", 2, 9, "what a connector's lower limit can be"),
  ...whole("connector.instances.max", 3, 10, "what a connector's upper limit can be; it can grow later, never shrink"),
  {
    ...oneOf("plans", "approved", "every-branch"),
    wayOut:
      '"approved": a reviewer lets each plan begin; "every-branch": everybody who can push a branch can read the AUTH string',
  },
  {
    ...oneOf("approvals", "another-person", "anyone"),
    wayOut: '"another-person": who began a deploy cannot approve it; "anyone": they can',
  },
  ...whole(
    "state.keepOldVersionsDays",
    7,
    365,
    "a week to notice a bad apply, a year at most of AUTH strings that are kept",
  ),
  text(
    "state.kmsKey",
    "must be a key",
    "such as projects/PROJECT/locations/us-central1/keyRings/RING/cryptoKeys/KEY",
    ["projects/acme-keys/locations/global/keyRings/r/cryptoKeys/k_1"],
    [
      "",
      "k",
      "projects/acme-keys/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
      "projects/a/b\n",
      `$\{x}`,
    ],
  ),
  oneOf("redis.tier", "BASIC", "STANDARD_HA"),
  text(
    "redis.version",
    "must be one of REDIS_4_0, REDIS_5_0, REDIS_6_X, REDIS_7_0, REDIS_7_2",
    "pick one",
    ["REDIS_4_0", "REDIS_5_0", "REDIS_6_X", "REDIS_7_0", "REDIS_7_2"],
    [
      "",
      "7.2",
      "REDIS_7",
      "redis_7_2",
      "REDIS_7_X",
      "REDIS_7_X_",
      "REDIS_7.2",
      "REDIS_3_2",
      "REDIS_7_2 ",
      "VALKEY_7_2",
    ],
  ),
  ...whole("redis.memoryGb", 1, 300, "what one instance can hold"),
  yesOrNo("redis.auth"),
  yesOrNo("redis.tls"),
  ...redisConfigs(),
  ...range("redis.peeringRange", [29, 29], "must be a /29", "direct peering takes exactly 8 addresses"),
  oneOf("redis.maintenance.day", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
  ...whole("redis.maintenance.hourUtc", 0, 23, "an hour of the day, UTC"),
  ...whole("nat.asn", 64512, 65534, "the private ASNs"),
  ...whole("cloudSql.ports.0", 1, 65535, "a TCP port"),
  ...range(
    "cloudSql.ranges.0",
    [8, 24],
    "must be from /8 to /24",
    "Google takes a /29 for each Redis and a /24 for each Cloud SQL",
  ),
  reason("cloudSql.reason"),
  plain("cloudSql.reason"),
  oneOf("publicBy", "allUsers", "no-invoker-check"),
  text(
    "probe.image",
    "must be an image that is pinned by digest, so that what runs is what was read",
    'such as "us-docker.pkg.dev/PROJECT/mirror/node@sha256:DIGEST"',
    [`mirror.example:5000/node@sha256:${"0a".repeat(32)}`],
    ["", "docker.io/library/node:24-slim", `node@sha256:${"0a".repeat(32)}`],
  ),
  yesOrNo("probe.trace"),
  text(
    "watch.everyMinutes",
    "must be one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60",
    "an hour divides into these evenly, and a schedule begins anew with each",
    [1, 10, 60],
    ["", "10", 0, 7, 61, true],
  ),
  reason("destroyable.reason"),
  plain("destroyable.reason"),
  ...serviceKeys.flatMap((service) => ofService(`services.${service}`)),
  ...connectedKeys.map((service) => oneOf(`services.${service}.egress`, "PRIVATE_RANGES_ONLY", "ALL_TRAFFIC")),
];

/** Texts, all of them: what Terraform reads as a program, and what looks like a password, is none. */
function redisConfigs(): Constraint[] {
  const at = (name: string) => `redis.configs.${name}`;
  const lazy = ["eviction", "expire", "user-del", "user-flush"].map((what) => `lazyfree-lazy-${what}`);
  const none = ["hunter2", "16mb", "-1", " 1", "1\n", `$\{x}`, 1, true];
  const numbers = ["lfu-decay-time", "lfu-log-factor", "stream-node-max-bytes", "stream-node-max-entries"];
  return [
    ...["activedefrag", ...lazy].map((name) => oneOf(at(name), "yes", "no")),
    text(
      at("databases"),
      'must be from "1" to "100" in quotes',
      'such as "16"',
      ["1", "100"],
      ["", "0", "101", ...none],
    ),
    ...numbers.map((name) =>
      text(at(name), "must be a whole number in quotes", 'such as "10"', ["0", "4096"], ["", "1.5", ...none]),
    ),
    text(
      at("maxmemory-gb"),
      "must be a number of GB in quotes",
      'such as "1.5"',
      ["1", "0.8", "300"],
      ["", "0", "1.", ".5", "1e3", ...none],
    ),
    oneOf(
      at("maxmemory-policy"),
      "noeviction",
      "allkeys-lfu",
      "allkeys-lru",
      "allkeys-random",
      "volatile-lfu",
      "volatile-lru",
      "volatile-random",
      "volatile-ttl",
    ),
    text(
      at("notify-keyspace-events"),
      "must be the letters of events",
      'such as "Ex"',
      ["", "Ex", "KEA", "AKE$"],
      ["E x", "yes please", ...none],
    ),
  ];
}

function otherName(path: string, longest: number, example: string): Constraint[] {
  const must = `must be 1 to ${longest} lower-case letters, digits and inner hyphens`;
  const allowed = ["a", "by-hand", "a".repeat(longest), `a${"-".repeat(longest - 2)}b`];
  const refused = [...NO_NAME, "a".repeat(longest + 1), "projects/p/global/networks/n", "a\n", `$\{x}`];
  return [text(path, must, `such as "${example}"`, allowed, refused)];
}

function ofService(service: string): Constraint[] {
  const limit = "Cloud Run's limits";
  return [
    text(`${service}.name`, LOWER_CASE, 'such as "netra-backend"', ["a12345", "netra-backend-2"], NO_NAME),
    text(
      `${service}.image`,
      "must be a container image",
      'such as "us-docker.pkg.dev/cloudrun/container/hello"',
      ["us-docker.pkg.dev/cloudrun/container/hello", "gcr.io/a/b:1.2", `gcr.io/a/b@sha256:${"0".repeat(64)}`],
      ["", "hello", "gcr.io/", "gcr.io/a b", "gcr.io/a:", "gcr.io/a@sha256:12ab", "https://gcr.io/a"],
    ),
    ...whole(`${service}.port`, 1, 65535, "the port the container listens on"),
    text(
      `${service}.cpu`,
      "must be a number of CPUs",
      '"1", "2", "4", "6" or "8"',
      ["1", "2", "4", "6", "8"],
      ["", "0", "3", "1000m", "16"],
    ),
    text(
      `${service}.memory`,
      "must be an amount of memory",
      'such as "512Mi" or "2Gi"',
      ["512Mi", "2Gi"],
      ["", "2", "Gi", "2G", "2gi", "1.5Gi", "0Gi", "-1Gi"],
    ),
    ...whole(`${service}.concurrency`, 1, 1000, limit),
    ...whole(`${service}.instances.min`, 0, 1000, limit),
    ...whole(`${service}.instances.max`, 1, 1000, limit),
    ...whole(
      `${service}.timeoutSeconds`,
      1,
      3600,
      "Cloud Run ends a request, and so a WebSocket, after at most an hour",
    ),
    oneOf(`${service}.ingress`, "all", "internal", "internal-and-load-balancing"),
    text(
      `${service}.public`,
      "must be true, false or a list of members",
      'such as ["group:support@example.com"]',
      [true, false, ["user:ann@example.com"]],
      ["true", "allUsers", "", 0, 1],
    ),
    reason(`${service}.publicBecause`),
    plain(`${service}.publicBecause`),
    yesOrNo(`${service}.redis`),
    yesOrNo(`${service}.websockets`),
    yesOrNo(`${service}.sessionAffinity`),
    text(
      `${service}.startupProbe.path`,
      "must be a path",
      'such as "/health/ready"',
      ["/", "/health/ready?x=1"],
      ["", "health", "http://x/", "/a b", "/%{x}"],
    ),
    ...whole(`${service}.startupProbe.periodSeconds`, 1, 240, limit),
    ...whole(`${service}.startupProbe.failureThreshold`, 1, 240, limit),
    ...whole(`${service}.startupProbe.timeoutSeconds`, 1, 240, limit),
    plain(`${service}.env.ENVIRONMENT`),
    text(`${service}.env.ENVIRONMENT`, "must be a string", "put it in quotes", ["", "staging"], [8080, true]),
    text(
      `${service}.requires.0`,
      "must be the name of a variable",
      'such as "REDIS_HOST"',
      ["ENVIRONMENT", "SESSION_SIGNER"],
      ["", "1ST", "MY-VARIABLE", "A B", "A=1", "A\n", `$\{x}`, 1, true],
    ),
    text(
      `${service}.domains.0`,
      "must be a host name in lower case, without scheme, port and path",
      'such as "api.example.com"',
      ["api.example.com", "a.b", "xn--bcher-kva.example", `${"a".repeat(63)}.example`, "1.2.example"],
      [
        ...["", "localhost", "API.example.com", "https://api.example.com", "api.example.com:443", "api.example.com/v1"],
        ...[
          "api.example.com.",
          "*.example.com",
          "-a.example",
          "a-.example",
          "10.166.0.3",
          "a..b",
          "a_b.example",
          "a.b\n",
        ],
        ...[`${"a".repeat(64)}.example`, `$\{x}.example`, 1, true],
      ],
    ),
    text(
      `${service}.traffic.revision`,
      "must be the name of a revision",
      'such as "netra-backend-staging-00041-abc"',
      ["netra-backend-staging-00041-abc"],
      [...NO_NAME, `a${"b".repeat(63)}`, "projects/p/revisions/r", "a\n", `$\{x}`],
    ),
    reason(`${service}.traffic.reason`),
    plain(`${service}.traffic.reason`),
    text(
      `${service}.traffic.until`,
      "must be a day",
      'such as "2027-01-31", in UTC: the pin still holds on it',
      [TODAY, daysAfter(TODAY, 31), "2024-02-29"],
      ["", "tomorrow", "2027-1-31", "31.01.2027", "2027-02-30", "2026-02-29", "2027-01-31T00:00:00Z", " 2027-01-31", 1],
    ),
    text(
      `${service}.traffic.until`,
      "must be within 31 days of today",
      "a pinned service takes no release: say an earlier day, and a later one then",
      [TODAY, daysAfter(TODAY, 31), "2024-02-29"],
      [daysAfter(TODAY, 32), "9999-12-31"],
    ),
    text(
      `${service}.secrets.SESSION_SIGNER`,
      "must be the name of a secret",
      "not its value",
      ["s", "session-signer", "Session_Signer_2", "-", "0", "s".repeat(255)],
      ["", "s".repeat(256), "sk.live", "a/b", "projects/p/secrets/s", "a b", "s\n", "é", "a=", `$\{x}`, 1, true],
    ),
  ];
}

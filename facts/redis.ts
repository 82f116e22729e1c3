/** Where Memorystore listens: the port follows from the TLS mode, before an instance exists. */
export const REDIS_PORT = 6379;
export const REDIS_TLS_PORT = 6378;

/** Older first. */
export const REDIS_VERSIONS = ["REDIS_4_0", "REDIS_5_0", "REDIS_6_X", "REDIS_7_0", "REDIS_7_2"] as const;
export type RedisVersion = (typeof REDIS_VERSIONS)[number];

/** Clients that an instance takes at once: https://docs.cloud.google.com/memorystore/docs/redis/quotas */
const MOST_CLIENTS = 65_000;
/**
 * Fewer where it encrypts and is older than Redis 7, up to so many GB; "approximate", says Google, and larger ones take
 * all: https://docs.cloud.google.com/memorystore/docs/redis/about-in-transit-encryption
 */
const CLIENTS_WITH_TLS = [
  { upToGb: 4, clients: 1_000 },
  { upToGb: 10, clients: 2_500 },
  { upToGb: 35, clients: 15_000 },
  { upToGb: 100, clients: 30_000 },
] as const;

/** Beyond these, Redis refuses clients. Memorystore takes no maxclients. */
export function mostClients({ tls, version, memoryGb }: { tls: boolean; version: string; memoryGb: number }): number {
  if (!tls || !isOlderVersion("REDIS_7_0", version)) return MOST_CLIENTS;
  return CLIENTS_WITH_TLS.find(({ upToGb }) => memoryGb <= upToGb)?.clients ?? MOST_CLIENTS;
}

export interface RedisConfig {
  since: RedisVersion;
  values: readonly [string, ...string[]] | { pattern: RegExp; what: string; example: string };
}

const SWITCH = ["yes", "no"] as const;
const NUMBER = { pattern: /^\d{1,10}$/, what: "a whole number in quotes", example: "10" };

/**
 * The parameters of Redis that Memorystore takes, as its reference and its API list them, and what each can be. None
 * has room for a password. To Google all of them are texts.
 * https://cloud.google.com/memorystore/docs/redis/supported-redis-configurations
 */
export const REDIS_CONFIGS = {
  activedefrag: { since: "REDIS_4_0", values: SWITCH },
  databases: {
    since: "REDIS_4_0",
    values: { pattern: /^([1-9]\d?|100)$/, what: 'from "1" to "100" in quotes', example: "16" },
  },
  "lazyfree-lazy-eviction": { since: "REDIS_7_0", values: SWITCH },
  "lazyfree-lazy-expire": { since: "REDIS_7_0", values: SWITCH },
  "lazyfree-lazy-user-del": { since: "REDIS_7_0", values: SWITCH },
  "lazyfree-lazy-user-flush": { since: "REDIS_7_0", values: SWITCH },
  "lfu-decay-time": { since: "REDIS_4_0", values: NUMBER },
  "lfu-log-factor": { since: "REDIS_4_0", values: NUMBER },
  "maxmemory-gb": {
    since: "REDIS_4_0",
    values: { pattern: /^([1-9]\d{0,2}|0\.\d{1,3}|[1-9]\d{0,2}\.\d{1,3})$/, what: "a number of GB in quotes", example: "1.5" },
  },
  "maxmemory-policy": {
    since: "REDIS_4_0",
    values: [
      "noeviction",
      "allkeys-lfu",
      "allkeys-lru",
      "allkeys-random",
      "volatile-lfu",
      "volatile-lru",
      "volatile-random",
      "volatile-ttl",
    ],
  },
  "notify-keyspace-events": {
    since: "REDIS_4_0",
    values: { pattern: /^[KEg$lshzxeAtmdn]{0,15}$/, what: "the letters of events", example: "Ex" },
  },
  "stream-node-max-bytes": { since: "REDIS_5_0", values: NUMBER },
  "stream-node-max-entries": { since: "REDIS_5_0", values: NUMBER },
} as const satisfies Record<string, RedisConfig>;

export type RedisConfigName = keyof typeof REDIS_CONFIGS;

/** The parameter of this name; undefined where Memorystore takes none. */
export function redisConfig(name: string): RedisConfig | undefined {
  return Object.hasOwn(REDIS_CONFIGS, name) ? REDIS_CONFIGS[name as RedisConfigName] : undefined;
}

/** Whether this is a value that the parameter can have, and so nothing that somebody has hidden there. */
export function isRedisConfig(name: string, value: unknown): boolean {
  const { values } = redisConfig(name) ?? { values: [] };
  if (typeof value !== "string") return false;
  return "pattern" in values ? values.pattern.test(value) : values.some((one) => one === value);
}

/** Whether the second version is older: `REDIS_7_2`, and `REDIS_6_X` for the newest minor version. */
export function isOlderVersion(version: unknown, other: unknown): boolean {
  const [was, is] = [versionNumbers(version), versionNumbers(other)];
  if (!was || !is) return false;
  return is[0] !== was[0] ? is[0] < was[0] : is[1] < was[1];
}

function versionNumbers(version: unknown): readonly [number, number] | undefined {
  const [, major, minor] = (typeof version === "string" && /^REDIS_(\d+)_(\d+|X)$/i.exec(version)) || [];
  if (major === undefined || minor === undefined) return undefined;
  return [Number(major), /x/i.test(minor) ? Number.POSITIVE_INFINITY : Number(minor)];
}

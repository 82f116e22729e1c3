import { EnvironmentError, readEnvironments } from "../../environments/environment";
import { put } from "../../environments/proposed";
import type { EnvironmentInput } from "../../environments/schema";
import { staging } from "../../environments/staging";
import { dayOf } from "../../facts/days";
import { SECRET_VARIABLE, serviceKeys } from "./environment-schema";
import { stagingInput } from "./synth";

export const STAGING = "environments/staging.ts";

/** Values by dotted path; undefined takes the setting away. */
export type Edits = Record<string, unknown>;

/** A copy in which the edits are made, also those the types forbid. */
export function edited(input: unknown, edits: Edits): EnvironmentInput {
  const copy = structuredClone(input);
  for (const [path, value] of Object.entries(edits)) put(copy as object, path.split("."), value);
  return copy as EnvironmentInput;
}

/** The lines people read; none where everything is right. */
export function problemsOfAll(written: Record<string, unknown>): string[] {
  try {
    readEnvironments(written as Record<string, EnvironmentInput>);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

export function problemsOf(input: unknown): string[] {
  return problemsOfAll({ [STAGING]: input });
}

export function problemsOfStaging(edits: Edits): string[] {
  return problemsOf(edited(stagingInput(), edits));
}

const REDIS_CONFIGS = {
  activedefrag: "yes",
  databases: "32",
  "lazyfree-lazy-eviction": "yes",
  "lazyfree-lazy-expire": "yes",
  "lazyfree-lazy-user-del": "yes",
  "lazyfree-lazy-user-flush": "yes",
  "lfu-decay-time": "2",
  "lfu-log-factor": "12",
  "maxmemory-gb": "0.8",
  "maxmemory-policy": "allkeys-lru",
  "notify-keyspace-events": "Ex",
  "stream-node-max-bytes": "8192",
  "stream-node-max-entries": "200",
};

/** One of each kind. */
export const CHANNELS = {
  team: { type: "email", address: "platform@example.com" },
  chat: { type: "slack", channel: "#staging", tokenSecret: "slack-token" },
  pager: { type: "pagerduty", keySecret: "pagerduty-key", from: "CRITICAL" },
  "a-hook": {
    type: "webhook",
    url: "https://hooks.example.com/alerts",
    user: "lineup",
    passwordSecret: "hook-password",
  },
} as const;

/** A pin of a service that holds today. */
export function pinOf(service: string) {
  return { revision: `${service}-00041-abc`, reason: "The release after it loses messages", until: dayOf(new Date()) };
}

/** Optional settings that staging does not use. */
export const WHAT_CAN_BE_LEFT_OUT: Edits = {
  destroyable: { reason: "Rehearsals are thrown away" },
  "connector.name": "rehearsal",
  "redis.name": "staging-redis-7f3a",
  "network.name": "by-hand",
  "network.subnetName": "by-hand-subnet",
  "network.servicesRangeName": "by-hand-services",
  "network.otherServicesRanges": ["google-managed-services-by-hand"],
  "cloudSql.ranges": ["10.99.0.0/20"],
  "redis.configs": REDIS_CONFIGS,
  "network.descriptions": { network: "By hand", subnet: "By hand", servicesRange: "Peering range for Google" },
  "nat.routerName": "by-hand-router",
  "nat.gatewayName": "by-hand-nat",
  publicBy: "no-invoker-check",
  probe: { image: `mirror.example/team/node:24-slim@sha256:${"a".repeat(64)}`, trace: true },
  watch: { everyMinutes: 10 },
  approvals: "anyone",
  // What is promised of WebSockets needs them.
  "alerts.slos": { redisReachable: 0.99 },
  ...Object.fromEntries(
    serviceKeys.flatMap((name) => [
      [`services.${name}.secrets`, { [SECRET_VARIABLE]: "session-signer" }],
      [`services.${name}.publicBecause`, "Browsers call it all day long"],
      [`services.${name}.requires`, []],
      [`services.${name}.domains`, [`${name}.example.com`]],
      [`services.${name}.traffic`, pinOf(staging.services[name]?.name ?? "")],
    ]),
  ),
};

/** Staging with everything said that can be left out. */
export function everythingSaid(edits: Edits = {}): EnvironmentInput {
  return edited(edited(stagingInput(), WHAT_CAN_BE_LEFT_OUT), edits);
}

import { setFields } from "../recording/out-of-band";
import { replaceRedis } from "../scenarios/incident/manual-changes";
import { BACKEND, creation, REDIS } from "../scenarios/incident/names";
import { moveRedisToDefault, rotateAuth } from "../scenarios/proof/by-hand";
import type { Break, Sought } from "./break";
import { AUTH, BOTH, DEPLOY } from "./names";
import { NO_ANSWER, says } from "./services";

const AT_REDIS = /staging-redis/;
const WAIT = { command: /^gcloud redis (instances describe|operations list)\b/, by: "look" } as const;

/** What a service holds is wrong with each of them. */
const atEach = (codes: readonly string[]): Sought[] =>
  BOTH.map((service) => ({ codes, at: new RegExp(`${service}$`), hits: [service], repair: DEPLOY }));

/** Only the probe knows the password: it names the phase, and what to do. */
const PROBE_OR_DEPLOY = { command: /^npx lineup probe\b|^npm run deploy -- staging$/, by: "look" } as const;

export const redisBreaks: readonly Break[] = [
  {
    id: "redis replaced",
    title: "Redis is replaced by hand and moves; the services keep the old address",
    happens: async (hands) => {
      await replaceRedis(hands);
      await says(hands, BACKEND, ...NO_ANSWER);
      await says(hands, AUTH, ...NO_ANSWER);
    },
    sought: atEach(["ADDRESS_MISMATCH"]),
  },
  {
    id: "half on default",
    title: "half of the environment is on default: Redis is there, and the services have its address",
    happens: moveRedisToDefault,
    sought: [{ codes: ["GOOGLE_MANAGED_SERVICE_NO_PEERING"], hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "redis deleted",
    title: "Redis is deleted",
    happens: async (hands) => {
      await hands.callApi("DELETE", REDIS);
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["RESOURCE_MISSING", "REDIS_INSTANCE_NOT_RUNNING"], at: AT_REDIS, hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "redis repairing",
    title: "Redis is in the state REPAIRING",
    happens: async (hands) => {
      setFields(hands, REDIS.replace("/v1/", "/"), { state: "REPAIRING" });
      await says(hands, BACKEND, ...NO_ANSWER);
    },
    sought: [{ codes: ["REDIS_INSTANCE_NOT_RUNNING"], at: AT_REDIS, hits: BOTH, repair: WAIT }],
  },
  {
    id: "TLS turned on",
    title: "Redis is made anew with TLS, in the same range: the port moves to 6378",
    happens: async (hands) => {
      const { name: _, host: __, port: ___, ...settings } = await hands.callApi("GET", REDIS);
      await hands.callApi("DELETE", REDIS);
      const transitEncryptionMode = "SERVER_AUTHENTICATION";
      await hands.callApi("POST", creation(REDIS, "instanceId"), { ...settings, transitEncryptionMode });
    },
    sought: atEach(["REDIS_INSTANCE_UNSUPPORTED_PORT", "TLS_MISMATCH", "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL"]),
  },
  {
    id: "AUTH rotated",
    title: "the password is rotated by hand, which no network shows",
    happens: async (hands) => {
      await rotateAuth(hands);
      const line =
        "redis.exceptions.AuthenticationError: WRONGPASS invalid username-password pair or user is disabled.";
      await says(hands, BACKEND, line, "Failed services: [redis]");
      await says(hands, AUTH, line);
    },
    sought: [{ codes: ["REDIS_REFUSED"], at: AT_REDIS, hits: BOTH, repair: DEPLOY }],
  },
  {
    id: "AUTH turned off",
    title: "AUTH is turned off by hand, and the clients go on to send a password",
    happens: async (hands) => {
      await hands.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: false });
      const line =
        "AUTH <password> called without any password configured for the default user: Failed services: [redis]";
      await says(hands, BACKEND, line);
    },
    sought: [{ codes: ["REDIS_REFUSED", "START_FAILED"], hits: [BOTH[1] ?? ""], repair: PROBE_OR_DEPLOY }],
  },
];

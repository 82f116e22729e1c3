import * as z from "zod";
import { REDIS_CONFIGS, REDIS_VERSIONS, type RedisConfig, type RedisConfigName } from "../facts/redis";
import { matching, oneOf, otherName, privateRange, whole, yesOrNo } from "./fields";
import { LONGEST } from "./names";

/** What the parameters can be is in facts/redis.ts: what Google takes in addition is added there. */
function parameter({ values }: RedisConfig): z.ZodOptional<z.ZodType<string, string>> {
  if (!("pattern" in values)) return oneOf(values).optional();
  return matching(values.pattern, `must be ${values.what} - such as "${values.example}"`).optional();
}

type Parameters = Record<RedisConfigName, ReturnType<typeof parameter>>;
const parameters = Object.fromEntries(
  Object.entries(REDIS_CONFIGS).map(([name, config]) => [name, parameter(config)]),
) as Parameters;

export const redis = z.strictObject({
  /** Replaces the derived `ENVIRONMENT-redis`, and in the names of its secrets as well. */
  name: otherName(LONGEST.redis, "staging-redis").optional(),
  tier: oneOf(["BASIC", "STANDARD_HA"]),
  version: oneOf(REDIS_VERSIONS),
  memoryGb: whole(1, 300, "what one instance can hold"),
  auth: yesOrNo,
  /** TLS moves the port from 6379 to 6378. The port is no setting of its own. */
  tls: yesOrNo,
  /** Where Redis lives when privateNetwork is off. Pinned, because an address range that Google picks can move. */
  peeringRange: privateRange({ from: 29, to: 29, why: "direct peering takes exactly 8 addresses" }),
  maintenance: z.strictObject({
    day: oneOf(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]),
    hourUtc: whole(0, 23, "an hour of the day, UTC"),
  }),
  /**
   * Parameters of Redis itself, such as `"maxmemory-policy": "allkeys-lru"`. What is set by hand and not written here is
   * taken back by the next apply, in place and at once: Redis may evict other keys than before, or none.
   */
  configs: z.strictObject(parameters).optional(),
});

import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { isRedis, keepRedis } from "../shared/redis";

export const redisReplaced = defineChangeRule({
  id: "REDIS_REPLACED",
  level: "danger",
  title: "A Redis is replaced",
  help: "Another instance with another address, and all data gone. Take the change back, or export the data and roll the services.",
  remedy: "Take the change back, or export the data and roll the services.",
  example: "redis-tier-up",
  drift: undefined,
  check: (change, comparison) => {
    if (!isRedis(change) || change.action !== "replace") return [];
    const services = comparison.servicesOn(change);
    const effect =
      services.length === 0
        ? "no service here reads it"
        : `${serviceNames(services)} must be rolled to learn the address and fail until then`;
    return [
      {
        level: services.length > 0 ? "danger" : "caution",
        consequence: `new address, all data gone; ${effect}`,
        fix: keepRedis(comparison),
        services,
      },
    ];
  },
});

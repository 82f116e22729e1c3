import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { isRedis, keepRedis } from "../shared/redis";

export const redisReplaced = defineChangeRule({
  id: "REDIS_REPLACED",
  level: "danger",
  title: "A Redis is replaced",
  help: "The new instance is empty and has another address. Services use the old address until they are deployed again.",
  remedy: "Take the change back, or export the data and deploy the services again.",
  example: "redis-tier-up",
  drift: undefined,
  check: (change, comparison) => {
    if (!isRedis(change) || change.action !== "replace") return [];
    const services = comparison.servicesOn(change);
    const effect =
      services.length === 0
        ? "no service here reads it"
        : `${serviceNames(services)} must be deployed again to learn the address and fail until then`;
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

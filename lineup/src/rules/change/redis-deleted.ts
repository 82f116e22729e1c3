import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { isRedis, keepRedis } from "../shared/redis";

export const redisDeleted = defineChangeRule({
  id: "REDIS_DELETED",
  level: "danger",
  title: "A Redis is deleted",
  help: "All of its data is deleted. Only prevent_destroy stops the apply.",
  remedy: "Keep the instance, or export the data first.",
  example: "redis-deleted",
  drift: undefined,
  check: (change, comparison) => {
    if (!isRedis(change) || change.action !== "delete") return [];
    const services = comparison.servicesOn(change);
    const effect = services.length === 0 ? "no service here reads it" : `${serviceNames(services)} lose their Redis`;
    return [
      {
        level: services.length > 0 ? "danger" : "caution",
        consequence: `all data gone; ${effect}`,
        fix: keepRedis(comparison),
        services,
      },
    ];
  },
});

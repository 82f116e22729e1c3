import { defineChangeRule } from "../define";
import { isRedis, keepRedis } from "../shared/redis";
import { dataLoss, mustLearnAddress } from "../shared/targets";

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
    const { services, level, effect } = dataLoss(change, comparison, mustLearnAddress);
    return [
      {
        level,
        consequence: `new address, all data gone; ${effect}`,
        fix: keepRedis(comparison),
        services,
      },
    ];
  },
});

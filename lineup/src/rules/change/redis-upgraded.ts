import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { changedInPlace, isDowngrade } from "../shared/redis";

export const redisUpgraded = defineChangeRule({
  id: "REDIS_UPGRADED",
  level: "caution",
  title: "Redis is upgraded",
  help: "The upgrade resets the connections of all clients and cannot be undone.",
  remedy: "Export the data first.",
  example: "redis-upgraded",
  drift: undefined,
  check: (change, comparison) =>
    isDowngrade(change)
      ? []
      : changedInPlace(change, comparison, ["redis_version"], (services) => ({
          consequence: `the connections of ${serviceNames(services, comparison)} are reset, and there is no way back to the older version`,
          fix: "an upgrade cannot be undone: export the data first",
        })),
});

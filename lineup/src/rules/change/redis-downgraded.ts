import { defineChangeRule } from "../define";
import { changedInPlace, isDowngrade } from "../shared/redis";

export const redisDowngraded = defineChangeRule({
  id: "REDIS_DOWNGRADED",
  level: "danger",
  title: "Redis is to have an older version",
  help: "The API refuses it, where the provider plans it in place. An older version is another instance.",
  remedy: "Keep the version: an older one is another instance.",
  example: "redis-downgraded-to-x",
  drift: undefined,
  check: (change, comparison) =>
    isDowngrade(change)
      ? changedInPlace(change, comparison, ["redis_version"], () => ({
          consequence: "planned in place and refused by the API: the apply stops here, half done",
          fix: "keep the version: an older one is another instance",
        }))
      : [],
});

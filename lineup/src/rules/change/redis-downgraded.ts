import { defineChangeRule } from "../define";
import { changedInPlace, isDowngrade } from "../shared/redis";

export const redisDowngraded = defineChangeRule({
  id: "REDIS_DOWNGRADED",
  level: "danger",
  title: "Redis gets an older version",
  help: "The provider plans this change in place and the API refuses it: the apply stops half done.",
  remedy: "Keep the version. An older version needs another instance.",
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

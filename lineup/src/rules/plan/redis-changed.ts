import { definePlanRule } from "../define";

export const redisChanged = definePlanRule({
  id: "REDIS_CHANGED",
  level: "caution",
  title: "A service reads another Redis",
  help: "The data of the old Redis is not moved to the new one.",
  remedy: "Copy the data that the service needs first, or keep the old Redis until it is no longer needed.",
  example: "service-to-other-redis",
  check: (_, pairs) =>
    pairs.flatMap(({ from, to, dropped, changedTo }) =>
      dropped && changedTo !== undefined
        ? [
            {
              address: from,
              because: ["env"],
              consequence: `it now reads ${changedTo} instead of ${to}: the data of the old Redis is not moved`,
              fix: "copy the data that it needs first, or keep the old Redis until it is no longer needed",
            },
          ]
        : [],
    ),
});

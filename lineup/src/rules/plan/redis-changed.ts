import { definePlanRule } from "../define";

export const redisChanged = definePlanRule({
  id: "REDIS_CHANGED",
  level: "caution",
  title: "A service reads another Redis",
  help: "What the old one holds stays behind.",
  remedy: "Copy over what the service needs first, or keep the old one until nobody misses it.",
  example: "service-to-other-redis",
  check: (_, pairs) =>
    pairs.flatMap(({ from, to, dropped, changedTo }) =>
      dropped && changedTo !== undefined
        ? [
            {
              address: from,
              because: ["env"],
              consequence: `it reads ${changedTo} from now on, and no longer ${to}: the data of the old one stays behind`,
              fix: "copy over what it needs first, or keep the old one until nobody misses it",
            },
          ]
        : [],
    ),
});

import { definePlanRule } from "../define";

export const redisAddressDropped = definePlanRule({
  id: "REDIS_ADDRESS_DROPPED",
  level: "danger",
  title: "A service no longer gets the address of its Redis",
  help: "The service stays, and nothing in its configuration says where its Redis is. It falls back to whatever its code takes for a default.",
  remedy: "Give it the host and port of the instance by reference.",
  example: "service-forgets-redis",
  check: (_, pairs) =>
    pairs
      .filter(({ dropped, changedTo }) => dropped && changedTo === undefined)
      .map(({ from, before }) => ({
        address: from,
        because: ["env"],
        level: before?.verdict === "blocked" ? "caution" : "danger",
        consequence:
          "it no longer gets the address of its Redis, and falls back to whatever its code takes for a default",
        fix: "give it the host and port of the instance by reference",
      })),
});

import { definePlanRule } from "../define";

export const redisAddressDropped = definePlanRule({
  id: "REDIS_ADDRESS_DROPPED",
  level: "danger",
  title: "A service no longer gets the address of its Redis",
  help: "The service stays, but its configuration no longer says where its Redis is. It falls back to the default in its code.",
  remedy: "Give it the host and port of the instance by reference.",
  example: "service-forgets-redis",
  check: (_, pairs) =>
    pairs
      .filter(({ dropped, changedTo }) => dropped && changedTo === undefined)
      .map(({ from, before }) => ({
        address: from,
        because: ["env"],
        level: before?.verdict === "blocked" ? "caution" : "danger",
        consequence: "it no longer gets the address of its Redis, and falls back to the default in its code",
        fix: "give it the host and port of the instance by reference",
      })),
});

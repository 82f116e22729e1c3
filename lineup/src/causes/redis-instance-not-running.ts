import { defineCause } from "../rule-text";

export const redisInstanceNotRunning = defineCause({
  id: "REDIS_INSTANCE_NOT_RUNNING",
  title: "Redis is not ready",
  edge: () => "Redis is not ready",
  help: "An instance that is not READY, or that Google refuses to create, answers no client.",
  remedy: "Wait for the instance or repair it; correct the attribute for which Google refuses it.",
  example: "reserved-range-too-small",
});

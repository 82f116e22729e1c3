import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { changedInPlace } from "../shared/redis";

export const redisResized = defineChangeRule({
  id: "REDIS_RESIZED",
  level: "caution",
  title: "Redis is resized",
  help: "Resizing resets the connections of all clients.",
  remedy: "Apply the change when there is little traffic. The size can be changed back.",
  example: "redis-memory-up",
  drift: undefined,
  check: (change, comparison) =>
    changedInPlace(change, comparison, ["memory_size_gb", "replica_count", "read_replicas_mode"], (services) => ({
      consequence: `the connections of ${serviceNames(services, comparison)} are reset while it is resized`,
      fix: "apply it when there is little traffic; it can be resized back",
    })),
});

import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { changedInPlace } from "../shared/redis";

export const redisMaintained = defineChangeRule({
  id: "REDIS_MAINTAINED",
  level: "caution",
  title: "The maintenance settings of Redis change",
  help: "Maintenance resets the connections of all clients.",
  remedy: "Choose a window with little traffic.",
  example: "redis-maintenance-window",
  drift: undefined,
  check: (change, comparison) =>
    changedInPlace(change, comparison, ["maintenance_version", "maintenance_policy"], (services) => ({
      consequence: `the connections of ${serviceNames(services, comparison)} are reset when it is maintained, and this sets when that is`,
      fix: "choose a window with little traffic",
    })),
});

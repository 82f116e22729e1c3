import { compareAttribute } from "../../compare/change-values";
import { field } from "../../values";
import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { isRedis } from "../shared/redis";

export const redisAuthEnabled = defineChangeRule({
  id: "REDIS_AUTH_ENABLED",
  level: "caution",
  title: "AUTH of Redis is turned on",
  help: "Established connections are kept; new connections are refused without the password.",
  remedy: "Give the services the AUTH string before AUTH is turned on.",
  example: "redis-auth-on",
  drift: undefined,
  check: (change, comparison) => {
    if (!isRedis(change) || change.action !== "update") return [];
    if (compareAttribute(change, "auth_enabled") === "unknown") {
      return [
        { undetermined: "lineup cannot determine whether Redis will ask for AUTH: auth_enabled is known after apply" },
      ];
    }
    if (field(change.after, "auth_enabled") !== true || field(change.before, "auth_enabled") === true) return [];
    const services = comparison.servicesOn(change);
    return [
      {
        because: ["auth_enabled"],
        consequence: `Redis requires a password: established connections are kept, and each new one of ${serviceNames(services)} is refused without it`,
        fix: "give the services the AUTH string before AUTH is turned on",
        services,
        drift: services.length > 0 ? { tier: "breaks", code: "AUTH_BROKEN" } : undefined,
      },
    ];
  },
});

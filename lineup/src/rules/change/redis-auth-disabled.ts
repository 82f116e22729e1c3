import { field } from "../../values";
import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";
import { changedInPlace } from "../shared/redis";
import { holdsPassword } from "../shared/redis-password";

export const redisAuthDisabled = defineChangeRule({
  id: "REDIS_AUTH_DISABLED",
  level: "danger",
  title: "AUTH of Redis is turned off",
  help: "Everybody in the network can read and write the data. Clients that still send a password are refused when they reconnect.",
  remedy: "Keep auth_enabled; take the password from the services first.",
  example: "redis-auth-off",
  drift: undefined,
  check: (change, comparison) =>
    changedInPlace(change, comparison, ["auth_enabled"], (services) => {
      const password = field(change.before, "auth_string");
      const senders = services
        .flatMap((address) => comparison.after.services.get(address) ?? [])
        .filter((service) => holdsPassword(service, password, comparison.before.topology));
      return {
        consequence: `Redis is open to its network, and clients of ${serviceNames(services)} that send a password are refused when they reconnect`,
        fix: "keep auth_enabled; take the password from the services first",
        drift: senders.length > 0 ? { tier: "breaks", code: "AUTH_BROKEN" } : { tier: "weakens", code: "AUTH_OFF" },
      };
    }).filter(() => field(change.after, "auth_enabled") !== true),
});

import { field } from "../../values";
import { defineChangeRule } from "../define";
import { holders } from "../shared/auth-switch";
import { serviceNames } from "../shared/names";
import { changedInPlace } from "../shared/redis";
import { holdsPassword } from "../shared/redis-password";

export const redisAuthDisabled = defineChangeRule({
  id: "REDIS_AUTH_DISABLED",
  level: "danger",
  title: "AUTH of Redis is turned off",
  help: "Everybody in the network can read and write the data. A client that still sends a password is refused when it reconnects, even with the right one. The order is: Redis, then the services; until a service's new revision serves, its new connections are refused.",
  remedy: "Keep auth_enabled; else take the password from the services in the same plan.",
  example: "redis-auth-off",
  drift: undefined,
  check: (change, comparison) =>
    changedInPlace(change, comparison, ["auth_enabled"], (services) => {
      const password = field(change.before, "auth_string");
      const senders = services
        .flatMap((address) => comparison.after.services.get(address) ?? [])
        .filter((service) => holdsPassword(service, password, comparison.after.topology))
        .map(({ address }) => address);
      const still = [...new Set([...senders, ...holders(change, comparison).given])].sort();
      const refused =
        still.length > 0
          ? `clients of ${serviceNames(still, comparison)}, which keep sending a password, are refused when they reconnect`
          : `clients of ${serviceNames(services, comparison)} that send a password are refused when they reconnect, until the new revisions serve without it`;
      return {
        consequence: `Redis is open to its network, and ${refused}`,
        fix: "keep auth_enabled; else take the password from the services in the same plan",
        drift: senders.length > 0 ? { tier: "breaks", code: "AUTH_BROKEN" } : { tier: "weakens", code: "AUTH_OFF" },
      };
    }).filter(() => field(change.after, "auth_enabled") !== true),
});

import type { Change } from "../../changes/change";
import { compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { field } from "../../values";
import { type ChangeFinding, defineChangeRule } from "../define";
import { holders, plannedTooEarly, refusesEstablished } from "../shared/auth-switch";
import { serviceNames } from "../shared/names";
import { isRedis } from "../shared/redis";

export const redisAuthEnabled = defineChangeRule({
  id: "REDIS_AUTH_ENABLED",
  level: "danger",
  title: "AUTH of Redis is turned on",
  help: "Google makes the AUTH string when AUTH is turned on, so no service can have it before. The order is: Redis, the secret version, the services. From the update of Redis until a service's new revision serves, its new connections are refused. Established connections go on; Redis 5.0 and older refuses their commands too.",
  remedy:
    "Give every service the auth_string in the same plan, in a secret whose value is known after the apply: coalesce(auth_string, timestamp()). Apply when few connections are made.",
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
    if (services.length === 0) return [NOBODY];
    return [
      {
        ...said(change, comparison, services),
        because: ["auth_enabled"],
        services,
        drift: { tier: "breaks", code: "AUTH_BROKEN" },
      },
    ];
  },
});

const NOBODY: ChangeFinding = {
  level: "caution",
  because: ["auth_enabled"],
  consequence: "Redis requires a password",
  fix: "give the auth_string to whatever connects to it",
};

/** What is refused, until when, and what would shorten it. */
function said(change: Change, comparison: Comparison, services: readonly string[]) {
  const { given, others } = holders(change, comparison);
  const refused = (whose: readonly string[]) =>
    refusesEstablished(change)
      ? `Redis requires a password: every command of ${serviceNames(whose, comparison)} is refused`
      : `Redis requires a password: established connections are kept, and each new one of ${serviceNames(whose, comparison)} is refused`;
  const early = plannedTooEarly(change, comparison);
  if (early !== undefined) {
    return {
      consequence: `${refused(services)} until another apply: this one updates Redis and then fails, because ${early} is planned with the AUTH string as it is now`,
      fix: `make its value unknown until the apply: coalesce(${change.address}.auth_string, timestamp())`,
    };
  }
  if (others.length > 0) {
    return {
      consequence: `${refused(others)} without it, and nothing here gives it the password`,
      fix: "give every service the auth_string through a secret, by the same apply",
    };
  }
  return {
    consequence: `${refused(given)} until a revision with the password serves; Google makes it when AUTH is turned on, so the order is Redis, the secret version, the services`,
    fix: "nobody can have the password before: apply when few connections are made",
  };
}

import { defineChangeRule } from "../define";
import { hasOtherVersion, redisOfSecret } from "../shared/redis-password";

export const authSecretDeleted = defineChangeRule({
  id: "AUTH_SECRET_DELETED",
  level: "danger",
  title: "The secret with the password of Redis is deleted",
  help: "Services read secrets when an instance starts: without the secret, new instances do not start.",
  remedy: "Keep the secret as long as services read it.",
  example: "redis-auth-secret-removed",
  drift: undefined,
  check: (change, comparison) => {
    if (change.action !== "delete" || hasOtherVersion(change, comparison)) return [];
    const redis = redisOfSecret(change, comparison);
    if (redis === undefined) return [];
    return [
      {
        consequence: "services read the password when an instance starts: the next instance does not start",
        fix: "keep the secret as long as services read it",
        services: comparison.servicesOn({ address: redis }),
      },
    ];
  },
});

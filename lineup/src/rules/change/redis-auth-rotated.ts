import type { Change } from "../../changes/change";
import { field } from "../../values";
import { defineChangeRule } from "../define";
import { isRedis } from "../shared/redis";
import { isSecretVersion, isText, redisOfSecret } from "../shared/redis-password";

export const redisAuthRotated = defineChangeRule({
  id: "REDIS_AUTH_ROTATED",
  level: "danger",
  title: "The password of Redis changes",
  help: "Clients with the old password are refused when they reconnect.",
  remedy: "Deploy the services again right after the change, so that they read the new password.",
  example: "redis-auth-rotated",
  drift: { tier: "breaks", code: "AUTH_BROKEN" },
  check: (change, comparison) => {
    const isRotated = isSecretVersion(change)
      ? change.action === "replace" && redisOfSecret(change, comparison) !== undefined
      : isNewPassword(change) && comparison.servicesOn(change).length > 0;
    if (!isRotated) return [];
    const services = comparison.servicesOn({ address: redisOfSecret(change, comparison) ?? change.address });
    const stay = services.filter(
      (address) => !["update", "replace"].includes(comparison.changeOf(address)?.action ?? ""),
    );
    return [
      {
        // Why the secret is replaced, Terraform says.
        because: isSecretVersion(change) ? undefined : ["auth_string"],
        consequence: `the password of Redis changes: clients with the old one are refused when they reconnect${stay.length > 0 ? "" : ", until the new revisions serve"}`,
        fix:
          stay.length > 0
            ? "deploy the services again right after the apply, so that they read the new version"
            : "apply soon: the services are deployed with the new password by the same apply",
        services,
      },
    ];
  },
});

/** AUTH that is switched on or off gives or takes a password, too: that is said by the switch. */
function isNewPassword(change: Change): boolean {
  if (!isRedis(change) || change.action !== "update") return false;
  const [was, is] = [field(change.before, "auth_string"), field(change.after, "auth_string")];
  const isSwitched = (field(change.before, "auth_enabled") === true) !== (field(change.after, "auth_enabled") === true);
  return isText(was) && isText(is) && was !== is && !isSwitched;
}

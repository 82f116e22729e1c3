import { isKnown } from "../../values";
import { type DriftMeaning, defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";

export const redisTlsChanged = defineChangeRule({
  id: "REDIS_TLS_CHANGED",
  level: "danger",
  title: "TLS of Redis is turned on or off",
  help: "The port and the protocol of Redis change. Services keep those with which they were deployed and can no longer connect.",
  remedy: "Deploy the services with the new port and protocol, or take the change back.",
  example: "redis-tls-by-hand",
  drift: undefined,
  check: (change, comparison) => {
    const [was, is] = [comparison.before.targets.get(change.address), comparison.after.targets.get(change.address)];
    if (!was || !is || change.action !== "update" || !isKnown(was.tls) || !isKnown(is.tls) || was.tls === is.tls)
      return [];
    const services = comparison.servicesOn(change);
    const weaker: DriftMeaning | undefined = is.tls ? undefined : { tier: "weakens", code: "TLS_OFF" };
    return [
      {
        because: ["transit_encryption_mode"],
        consequence: `Redis speaks ${is.tls ? "TLS only" : "plain text"} now, and ${serviceNames(services, comparison)} keep the protocol with which they were deployed`,
        fix: "deploy the services with the new port and protocol, or take the change back",
        services,
        drift: services.length > 0 ? { tier: "breaks", code: "TLS_BROKEN" } : weaker,
      },
    ];
  },
});

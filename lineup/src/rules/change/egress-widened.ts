import type { Service } from "../../topology/model";
import { defineChangeRule } from "../define";

export const egressWidened = defineChangeRule({
  id: "EGRESS_WIDENED",
  level: "caution",
  title: "A service sends everything into the network",
  help: "ALL_TRAFFIC needs a NAT and an opening for the internet. PRIVATE_RANGES_ONLY is enough for a private Redis.",
  remedy: "PRIVATE_RANGES_ONLY is enough for a private Redis.",
  example: "service-to-all-traffic",
  drift: { tier: "weakens", code: "EGRESS_WIDENED" },
  check: (change, comparison) => {
    const { was, is } = comparison.services(change);
    if (change.action !== "update" || !was || !is) return [];
    if (was.egress === "ALL_TRAFFIC" || is.egress !== "ALL_TRAFFIC") return [];
    return [
      {
        because: [egressAttribute(is)],
        consequence:
          "everything it sends goes into the network now, the internet included: it needs a NAT and an opening there",
        fix: "PRIVATE_RANGES_ONLY is enough for a private Redis",
        services: [change.address],
      },
    ];
  },
});

/** Said once for all interfaces, one level above them; the first generation says it in an annotation. */
function egressAttribute({ accessAttribute }: Service): string {
  if (accessAttribute.endsWith("annotations")) return `${accessAttribute}.run.googleapis.com/vpc-access-egress`;
  return `${accessAttribute.replace(/\.network_interfaces$/, "")}.egress`;
}

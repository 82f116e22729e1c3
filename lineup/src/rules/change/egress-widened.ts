import { accessWords } from "../../topology/access-words";
import { defineChangeRule } from "../define";

export const egressWidened = defineChangeRule({
  id: "EGRESS_WIDENED",
  level: "caution",
  title: "A service sends all of its traffic into the network",
  help: "With ALL_TRAFFIC, internet traffic also goes through the network: it needs a NAT and egress firewall rules that allow it.",
  remedy: "Keep PRIVATE_RANGES_ONLY: it is enough for a private Redis.",
  example: "service-to-all-traffic",
  drift: { tier: "weakens", code: "EGRESS_WIDENED" },
  check: (change, comparison) => {
    const { was, is } = comparison.services(change);
    if (change.action !== "update" || !was || !is) return [];
    if (was.egress === "ALL_TRAFFIC" || is.egress !== "ALL_TRAFFIC") return [];
    return [
      {
        because: [accessWords(is).egress],
        consequence:
          "everything it sends now goes into the network, including internet traffic: it needs a NAT and egress firewall rules there",
        fix: "keep PRIVATE_RANGES_ONLY: it is enough for a private Redis",
        services: [change.address],
      },
    ];
  },
});

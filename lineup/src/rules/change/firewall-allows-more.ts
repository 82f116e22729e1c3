import { defineChangeRule } from "../define";
import { changedDecidingAttributes } from "../shared/firewall-rules";

export const firewallAllowsMore = defineChangeRule({
  id: "FIREWALL_ALLOWS_MORE",
  level: "caution",
  title: "The egress policy allows more than before",
  help: "Compared is what gets out, not what is written. Narrow the rule to what is needed.",
  remedy: "Narrow its ranges and ports to what is needed.",
  example: "opening-widened",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.allowing.has(change.address)) return [];
    return [
      {
        because: change.action === "update" ? changedDecidingAttributes(change) : [],
        consequence: "what was denied is let out from now on: see the flows newly allowed",
        fix: "narrow its ranges and ports to what is needed",
      },
    ];
  },
});

import { defineChangeRule } from "../define";
import { changedDecidingAttributes } from "../shared/firewall-rules";

export const firewallAllowsMore = defineChangeRule({
  id: "FIREWALL_ALLOWS_MORE",
  level: "caution",
  title: "The egress firewall rules allow more than before",
  help: "The packets that get out are compared before and after, so a rule counts only where it changes the outcome.",
  remedy: "Narrow its ranges and ports to what is needed.",
  example: "opening-widened",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.allowing.has(change.address)) return [];
    return [
      {
        because: change.action === "update" ? changedDecidingAttributes(change) : [],
        consequence: "traffic that was denied is now allowed: see the newly allowed flows",
        fix: "narrow its ranges and ports to what is needed",
      },
    ];
  },
});

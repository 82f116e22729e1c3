import { defineChangeRule } from "../define";
import { changedDecidingAttributes } from "../shared/firewall-rules";

export const firewallDeniesMore = defineChangeRule({
  id: "FIREWALL_DENIES_MORE",
  level: "caution",
  title: "The egress firewall rules deny more than before",
  help: "The packets that get out are compared before and after, so a rule counts only where it changes the outcome. Traffic that was allowed is now dropped.",
  remedy: "Allow what is still needed with a firewall rule of a lower priority number.",
  example: "opening-removed",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.denying.has(change.address)) return [];
    return [
      {
        because: change.action === "update" ? changedDecidingAttributes(change) : [],
        consequence: "traffic that was allowed is now denied: see the newly denied flows",
        fix: "allow what is still needed with a firewall rule of a lower priority number",
      },
    ];
  },
});

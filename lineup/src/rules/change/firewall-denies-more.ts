import { defineChangeRule } from "../define";
import { changedDecidingAttributes } from "../shared/firewall-rules";

export const firewallDeniesMore = defineChangeRule({
  id: "FIREWALL_DENIES_MORE",
  level: "caution",
  title: "The egress policy denies more than before",
  help: "Compared is what gets out, not what is written. Whatever still needs it wants a rule with a lower number.",
  remedy: "Allow what is still needed by a rule with a lower priority number.",
  example: "opening-removed",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.denying.has(change.address)) return [];
    return [
      {
        because: change.action === "update" ? changedDecidingAttributes(change) : [],
        consequence: "what was let out is denied from now on: see the flows newly denied",
        fix: "allow what is still needed by a rule with a lower number",
      },
    ];
  },
});

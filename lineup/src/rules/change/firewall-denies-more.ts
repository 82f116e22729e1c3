import { defineChangeRule } from "../define";
import { changedDecidingAttributes } from "../shared/firewall-rules";
import { cutOffInWords } from "../shared/known-destinations";

export const firewallDeniesMore = defineChangeRule({
  id: "FIREWALL_DENIES_MORE",
  level: "caution",
  title: "The egress firewall rules deny more than before",
  help: "The packets that get out are compared before and after, so a rule counts only where it changes the outcome. Traffic that was allowed is now dropped. What is known to be at the closed addresses is named: databases and caches, subnets, peered networks, reserved ranges.",
  remedy: "Allow what is still needed with a firewall rule of a lower priority number.",
  example: "opening-removed",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.denying.has(change.address)) return [];
    const cut = cutOffInWords(change.address, comparison);
    return [
      {
        because: change.action === "update" ? changedDecidingAttributes(change) : [],
        consequence: `traffic that was allowed is now denied${cut === "" ? "" : `, among it ${cut}`}: see the newly denied flows`,
        fix: "allow what is still needed with a firewall rule of a lower priority number",
      },
    ];
  },
});

import { defineChangeRule } from "../define";
import { servicesCutBy, wayBackInWords } from "../shared/cut-by-rule";
import { changedDecidingAttributes } from "../shared/firewall-rules";
import { cutOffInWords } from "../shared/known-destinations";
import { serviceNames } from "../shared/names";

const ALLOW = "allow what is still needed with a firewall rule of a lower priority number";

export const firewallDeniesMore = defineChangeRule({
  id: "FIREWALL_DENIES_MORE",
  level: "caution",
  title: "The egress firewall rules deny more than before",
  help: "The packets that get out are compared before and after, so a rule counts only where it changes the outcome. Traffic that was allowed is now dropped. What is known to be at the closed addresses is named: databases and caches, subnets, peered networks, reserved ranges. It is a danger where it cuts a service off from its Redis: under a closed egress the rule that opens the path is the way to Redis of every service, and to destroy or to narrow it is no way back from anything.",
  remedy:
    "Keep the rule that opens the path, and allow what is still needed with a firewall rule of a lower priority number. To go back, send the requests of a service to an earlier revision, or apply the last good commit.",
  example: "rollback-by-destroying-the-opening",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || !comparison.egress.denying.has(change.address)) return [];
    const among = cutOffInWords(change.address, comparison);
    const cut = servicesCutBy(change.address, comparison);
    const consequence = `traffic that was allowed is now denied${among === "" ? "" : `, among it ${among}`}: see the newly denied flows`;
    const because = change.action === "update" ? changedDecidingAttributes(change) : [];
    if (cut.length === 0) return [{ because, consequence, fix: ALLOW }];
    return [
      {
        level: "danger",
        because,
        consequence: `it cuts ${serviceNames(cut, comparison)} off: ${consequence}`,
        fix: `this is no way back: keep what opens the path; ${wayBackInWords(comparison)}`,
        services: cut,
      },
    ];
  },
});

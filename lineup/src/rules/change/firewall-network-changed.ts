import { defineChangeRule } from "../define";
import { actsOnAPath, movesNetwork } from "../shared/firewall-rules";

export const firewallNetworkChanged = defineChangeRule({
  id: "FIREWALL_NETWORK_CHANGED",
  level: "danger",
  title: "The network of a firewall rule changes",
  help: "The provider plans the change in place and the API refuses it: the apply stops half done.",
  remedy: "Change the name of the firewall rule as well, so that it is replaced.",
  example: "rule-to-other-network",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || change.action !== "update") return [];
    if (!movesNetwork(change, comparison)) return [];
    const acts = actsOnAPath(change, comparison);
    const refused = "planned in place and refused by the API: the apply stops here, and the rule stays in its network";
    return [
      {
        level: acts ? "danger" : "caution",
        because: ["network"],
        consequence: acts ? refused : `${refused}; it acts on no path to a Redis`,
        fix: "change the name of the rule as well, so that it is replaced",
      },
    ];
  },
});

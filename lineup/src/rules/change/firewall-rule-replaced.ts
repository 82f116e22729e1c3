import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";

export const firewallRuleReplaced = defineChangeRule({
  id: "FIREWALL_RULE_REPLACED",
  level: "caution",
  title: "A firewall rule that decides a path is deleted before it is recreated",
  help: "Between the deletion and the creation, the firewall rules below it decide the path.",
  remedy: "Set create_before_destroy, or add the new rule first and remove the old one later.",
  example: "opening-renamed",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_compute_firewall" || change.action !== "replace" || change.actions[0] === "create")
      return [];
    const services = comparison.pairs
      .filter(({ before, after }) => [before, after].some((path) => path?.decidedBy.includes(change.address)))
      .map(({ from }) => from);
    if (services.length === 0) return [];
    return [
      {
        consequence: `it decides the path of ${serviceNames(services, comparison)}, and does not exist between its deletion and its creation`,
        fix: "set create_before_destroy, or add the new rule first and remove the old one later",
        services,
      },
    ];
  },
});

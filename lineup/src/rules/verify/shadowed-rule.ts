import { defineRule } from "../define";
import { auditedRules } from "./firewall/audited";
import { shadowedRules } from "./firewall/shadowed";

export const shadowedRule = defineRule({
  id: "shadowed-rule",
  title: "A firewall rule never decides anything",
  help: "Firewall rules with a lower number, or denies with the same number, decide every packet that this one matches. It seems to protect or open something and does neither.",
  remedy: "Remove the firewall rule, or give it a lower number if it was meant to act.",
  severity: "warning",
  check: ({ topology }) => shadowedRules(auditedRules(topology)),
});

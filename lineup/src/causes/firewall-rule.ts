import { defineCause } from "../rule-text";

export const firewallRule = defineCause({
  id: "FIREWALL_RULE",
  title: "An egress firewall rule denies the packet",
  help: "Lower priority numbers win, and at the same number deny beats allow.",
  remedy: "Allow the way from the connector to the range and port of Redis above the rule that denies it.",
  example: "deny-on-network-by-literal-name",
});

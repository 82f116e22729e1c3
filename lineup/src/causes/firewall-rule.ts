import { defineCause } from "../rule-text";

export const firewallRule = defineCause({
  id: "FIREWALL_RULE",
  title: "An egress firewall rule denies the packet",
  edge: (name) => (name === "" ? "a firewall rule denies it" : `the firewall rule ${name} denies it`),
  help: "Lower priority numbers win, and at the same number deny beats allow.",
  remedy: "Add an egress firewall rule above the deny that allows the connector to reach the range and port of Redis.",
  example: "deny-on-network-by-literal-name",
});

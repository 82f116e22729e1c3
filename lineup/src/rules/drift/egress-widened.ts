import { defineDriftRule } from "../../rule-text";

export const egressWidened = defineDriftRule({
  id: "EGRESS_WIDENED",
  title: "A service may send more into the network than was written",
  help: "Its egress mode, its tags or its connector changed, and the egress firewall rules no longer restrict what it sends as before.",
  remedy: "Write the egress out in the configuration, and apply it.",
  example: "egress-all-traffic",
});

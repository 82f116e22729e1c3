import { defineDriftRule } from "../../rule-text";

export const allowWidened = defineDriftRule({
  id: "ALLOW_WIDENED",
  title: "A firewall rule allows more than was written",
  help: "Its ranges, ports, targets or priority changed, or it was enabled.",
  remedy: "Apply the configuration, or write the larger rule and have it reviewed.",
  example: "ssh-from-everywhere",
});

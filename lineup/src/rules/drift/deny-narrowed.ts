import { defineDriftRule } from "../../rule-text";

export const denyNarrowed = defineDriftRule({
  id: "DENY_NARROWED",
  title: "A firewall rule denies less than was written",
  help: "Its ranges, ports, targets or priority changed, or it was disabled or deleted.",
  remedy: "Apply the configuration, or write the smaller rule and have it reviewed.",
  example: "wall-narrowed",
});

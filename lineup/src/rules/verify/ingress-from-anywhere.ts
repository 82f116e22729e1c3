import { letsInternetIn } from "../../topology/openness";
import { defineRule } from "../define";

export const ingressFromAnywhere = defineRule({
  id: "ingress-from-anywhere",
  title: "A firewall rule lets the whole internet in",
  help: "The rule allows ingress from 0.0.0.0/0, from ::/0 or without any source. Every VM that it targets is open to everybody; no path to Redis needs an ingress rule.",
  remedy: "Name the ranges or tags that the rule is for, or remove it.",
  severity: "warning",
  check: ({ topology }) =>
    topology.rules.filter(letsInternetIn).map(({ address }) => ({
      address,
      attribute: "source_ranges",
      message: "allows ingress from the whole internet to every VM that it targets",
      fix: "name the ranges that need access; no path to Redis needs an ingress rule",
    })),
});

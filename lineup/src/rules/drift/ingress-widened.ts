import { defineDriftRule } from "../../rule-text";

export const ingressWidened = defineDriftRule({
  id: "INGRESS_WIDENED",
  title: "More may come in than was written",
  help: "The ingress of a service, its IAM check, or who is given a role changed.",
  remedy: "Write the ingress and the members out in the configuration, and apply it.",
  example: "ingress-opened",
});

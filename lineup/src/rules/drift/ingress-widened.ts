import { defineDriftRule } from "../../rule-text";

export const ingressWidened = defineDriftRule({
  id: "INGRESS_WIDENED",
  title: "More callers may call a service than was written",
  help: "Its ingress, its IAM check or a grant to everybody changed.",
  remedy: "Write the ingress and the members out in the configuration, and apply it.",
  example: "ingress-opened",
});

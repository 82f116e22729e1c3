import { defineDriftRule } from "../../rule-text";

export const deleted = defineDriftRule({
  id: "DELETED",
  title: "A resource was deleted outside Terraform",
  help: "The next apply creates it again; a Redis comes back empty and with another address.",
  remedy: "Apply the configuration, or remove the resource from it.",
  example: "connector-deleted",
});

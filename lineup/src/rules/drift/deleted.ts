import { defineDriftRule } from "../../rule-text";

export const deleted = defineDriftRule({
  id: "DELETED",
  title: "A resource is gone",
  help: "It was deleted outside Terraform. The next apply creates it again; a Redis comes back empty and at another address.",
  remedy: "Apply the configuration, or take the resource out of it.",
  example: "connector-deleted",
});

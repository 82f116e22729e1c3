import { defineDriftRule } from "../../rule-text";

export const changed = defineDriftRule({
  id: "CHANGED",
  title: "A resource was changed outside Terraform",
  help: "No path depends on the change.",
  remedy: "Apply the configuration, or write the change into it.",
  example: "redis-resized",
});

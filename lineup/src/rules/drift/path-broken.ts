import { defineDriftRule } from "../../rule-text";

export const pathBroken = defineDriftRule({
  id: "PATH_BROKEN",
  title: "A service no longer reaches its Redis",
  help: "In the project as it is now the path is blocked. The causes on the path say where.",
  remedy: "Apply the configuration, or undo the change.",
  example: "redis-moved",
});

import { defineDriftRule } from "../../rule-text";

export const unmanaged = defineDriftRule({
  id: "UNMANAGED",
  title: "Something in the networks of the paths is managed by nobody",
  help: "A live inventory shows it, and no state holds it. No plan sees it.",
  remedy: "Take it into the configuration, or remove it.",
  example: "rule-made-by-hand",
});

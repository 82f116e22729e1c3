import { defineDriftRule } from "../../rule-text";

export const unmanaged = defineDriftRule({
  id: "UNMANAGED",
  title: "A resource in the network of a path is not managed by Terraform",
  help: "A live inventory shows it, but no state holds it, so no plan shows it.",
  remedy: "Import it into the configuration, or delete it.",
  example: "rule-made-by-hand",
});

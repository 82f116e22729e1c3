import { defineDriftRule } from "../../rule-text";

export const noise = defineDriftRule({
  id: "NOISE",
  title: "A difference without meaning",
  help: "Null against empty, another order, or bookkeeping of the provider and the cloud. It never decides the verdict.",
  remedy: "Nothing has to be done; --all lists these differences.",
  example: "none",
});

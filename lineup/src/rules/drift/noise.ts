import { defineDriftRule } from "../../rule-text";

export const noise = defineDriftRule({
  id: "NOISE",
  title: "A difference without effect",
  help: "Null against empty, another order, or values that the provider and the cloud maintain themselves. Such differences never decide the verdict.",
  remedy: "Nothing has to be done; --all lists these differences.",
  example: "none",
});

import { defineDriftRule } from "../../rule-text";

export const exception = defineDriftRule({
  id: "EXCEPTION",
  title: "An exception has no effect",
  help: "An entry of the exceptions file has expired, matches nothing, or asks for what is never silenced.",
  remedy: "Remove the entry, or correct it.",
  example: "none",
});

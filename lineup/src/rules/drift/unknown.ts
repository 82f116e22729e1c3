import { defineDriftRule } from "../../rule-text";

export const unknown = defineDriftRule({
  id: "UNKNOWN",
  title: "Something is unknown",
  help: "Without it the environment is not called clean. The message says what would decide it.",
  remedy: "Give lineup what the message names.",
  example: "not-refreshed",
});

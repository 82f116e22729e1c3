import { defineDriftRule } from "../../rule-text";

export const unknown = defineDriftRule({
  id: "UNKNOWN",
  title: "Something is unknown",
  help: "While it is open, lineup does not call the environment clean. The message names what would decide it.",
  remedy: "Give lineup what the message names.",
  example: "not-refreshed",
});

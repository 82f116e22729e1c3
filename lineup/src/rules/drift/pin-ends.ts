import { defineDriftRule } from "../../rule-text";

export const pinEnds = defineDriftRule({
  id: "PIN_ENDS",
  title: "A pin has ended, or ends within two days",
  help: "The environment keeps the requests of a service on a revision until a day. After it, the configuration sends them to the newest revision, and the next deploy does so. The environment says its pins in expected.json, beside the configuration that --config names.",
  remedy:
    "Remove the pin from the environment's file where the newest revision is mended; else let npm run rollback write it again.",
  example: "none",
});

import { defineDriftRule } from "../../rule-text";

export const accessBroken = defineDriftRule({
  id: "ACCESS_BROKEN",
  title: "A service can no longer read its secrets",
  help: "Its account lost the leave to read them, or the account or the secret is gone. Running instances stay; the next one does not start.",
  remedy: "Apply the configuration, which gives back what was written.",
  example: "account-dropped-from-binding",
});

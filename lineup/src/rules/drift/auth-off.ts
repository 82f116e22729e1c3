import { defineDriftRule } from "../../rule-text";

export const authOff = defineDriftRule({
  id: "AUTH_OFF",
  title: "Redis no longer requires a password",
  help: "Everybody in the network can read and write the data.",
  remedy: "Apply the configuration, which turns AUTH on again.",
  example: "redis-auth-off-unread",
});

import { defineDriftRule } from "../../rule-text";

export const authOff = defineDriftRule({
  id: "AUTH_OFF",
  title: "Redis asks for no password any more",
  help: "Whoever is in the network may read and write.",
  remedy: "Apply the configuration, which switches AUTH on again.",
  example: "redis-auth-off-unread",
});

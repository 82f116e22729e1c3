import { defineDriftRule } from "../../rule-text";

export const authBroken = defineDriftRule({
  id: "AUTH_BROKEN",
  title: "Redis and its services do not agree on the password",
  help: "Established connections are kept; new ones are refused.",
  remedy: "Apply the configuration and roll the services.",
  example: "redis-auth-on",
});

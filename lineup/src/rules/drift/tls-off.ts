import { defineDriftRule } from "../../rule-text";

export const tlsOff = defineDriftRule({
  id: "TLS_OFF",
  title: "Redis speaks plain text",
  help: "Whoever is on the way may read what services and Redis say to each other.",
  remedy: "Apply the configuration; TLS cannot be switched in place, so the instance is replaced.",
  example: "redis-tls-off-unread",
});

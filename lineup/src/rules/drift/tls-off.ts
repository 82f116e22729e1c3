import { defineDriftRule } from "../../rule-text";

export const tlsOff = defineDriftRule({
  id: "TLS_OFF",
  title: "Redis no longer encrypts connections",
  help: "Everybody with access to the network traffic can read what services and Redis exchange.",
  remedy: "Apply the configuration; TLS cannot be switched in place, so the instance is replaced.",
  example: "redis-tls-off-unread",
});

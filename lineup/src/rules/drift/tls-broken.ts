import { defineDriftRule } from "../../rule-text";

export const tlsBroken = defineDriftRule({
  id: "TLS_BROKEN",
  title: "Redis and its services do not agree on TLS",
  help: "Services keep the protocol and the port with which they were deployed.",
  remedy: "Apply the configuration, or deploy the services again.",
  example: "redis-tls-by-hand",
});

import { defineCause } from "../rule-text";

export const redisInstanceUnsupportedProtocol = defineCause({
  id: "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
  title: "The service and Redis do not agree on TLS",
  edge: () => "only one of the two uses TLS",
  help: "With transit encryption Redis answers TLS only, without it plain text only.",
  remedy: "Use rediss:// where transit encryption is on and redis:// where it is not.",
  example: "url-plain-to-tls",
});

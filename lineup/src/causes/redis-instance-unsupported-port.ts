import { defineCause } from "../rule-text";

export const redisInstanceUnsupportedPort = defineCause({
  id: "REDIS_INSTANCE_UNSUPPORTED_PORT",
  title: "The service calls a port on which Redis does not listen",
  edge: () => "it calls a port without a listener",
  help: "Redis listens on 6379, and on 6378 with TLS.",
  remedy: "Refer to the port of the instance instead of writing one.",
  example: "port-literal-with-tls",
});

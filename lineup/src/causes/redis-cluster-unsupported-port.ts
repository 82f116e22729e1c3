import { defineCause } from "../rule-text";

export const redisClusterUnsupportedPort = defineCause({
  id: "REDIS_CLUSTER_UNSUPPORTED_PORT",
  title: "The service uses a port on which the Redis Cluster does not listen",
  edge: () => "it calls a port without a listener",
  help: "Discovery answers at 6379, with TLS and without, and the nodes at 11000 to 13047.",
  remedy: "Use the port of discovery_endpoints.",
  example: "cluster-port-of-tls",
});

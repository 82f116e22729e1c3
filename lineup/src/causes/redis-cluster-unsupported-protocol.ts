import { defineCause } from "../rule-text";

export const redisClusterUnsupportedProtocol = defineCause({
  id: "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL",
  title: "The service does not speak the protocol of the Redis Cluster",
  edge: () => "only one of the two uses TLS",
  help: "One of the two uses TLS and the other one does not.",
  remedy: "Use rediss:// where transit_encryption_mode turns TLS on, and redis:// where it does not.",
  example: "cluster-plain-text-to-tls",
});

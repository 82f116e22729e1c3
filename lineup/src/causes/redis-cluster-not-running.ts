import { defineCause } from "../rule-text";

export const redisClusterNotRunning = defineCause({
  id: "REDIS_CLUSTER_NOT_RUNNING",
  title: "The Redis Cluster is not ready",
  edge: () => "the cluster is not ready",
  help: "A cluster that is not ACTIVE, or that Google refuses to create, answers no client.",
  remedy: "Wait for the cluster or repair it; correct the attribute for which Google refuses it.",
  example: "cluster-zone-in-other-region",
});

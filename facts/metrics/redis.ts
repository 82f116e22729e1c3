import type { Metric } from "./metric";

/**
 * The list of Google's; what each means is on
 * https://docs.cloud.google.com/memorystore/docs/redis/supported-monitoring-metrics
 */
const source = "https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-redis";

/** Each node of an instance writes its own series, and says which of the two it is at the time. */
const ROLE = { role: ["primary", "replica"] } as const;
const OF_A_NODE = { resources: ["redis_instance"], labels: ROLE, sampledSeconds: 60, source } as const;

/**
 * Memorystore for Redis. Kind, type, unit and labels as ListMetricDescriptors has answered them: the configuration of
 * https://github.com/dynatrace-oss/dynatrace-gcp-monitor/blob/5af3ef84/src/config/redis_instance.yml was made of it.
 */
export const REDIS_METRICS = {
  /** Waiting for BLPOP and its like: a busy queue, and not a client that is refused. */
  "redis.googleapis.com/clients/blocked": { kind: "GAUGE", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/clients/connected": { kind: "GAUGE", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/commands/calls": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_NODE,
    labels: { ...ROLE, cmd: undefined },
  },
  "redis.googleapis.com/keyspace/keys": {
    kind: "GAUGE",
    value: "INT64",
    unit: "1",
    ...OF_A_NODE,
    labels: { ...ROLE, db: undefined },
  },
  /**
   * Its unit was By in the descriptor of 2021, and its page, which is newer, says seconds: "the current time minus the
   * time that the replica acknowledged".
   */
  "redis.googleapis.com/replication/master/slaves/lag": {
    kind: "GAUGE",
    value: "INT64",
    unit: "s",
    ...OF_A_NODE,
    labels: { ...ROLE, slave: undefined },
  },
  "redis.googleapis.com/replication/offset_diff": { kind: "GAUGE", value: "INT64", unit: "By", ...OF_A_NODE },
  /** 1 for the primary, 0 for a replica. It has no labels: a failover is a series that changes its value. */
  "redis.googleapis.com/replication/role": {
    kind: "GAUGE",
    value: "INT64",
    unit: "1",
    isShare: true,
    ...OF_A_NODE,
    labels: {},
  },
  "redis.googleapis.com/server/uptime": { kind: "GAUGE", value: "INT64", unit: "s", ...OF_A_NODE },
  "redis.googleapis.com/stats/cache_hit_ratio": {
    kind: "GAUGE",
    value: "DOUBLE",
    unit: "1",
    isShare: true,
    ...OF_A_NODE,
  },
  "redis.googleapis.com/stats/connections/total": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
  /**
   * Seconds of CPU, in one series for each space and relationship: as a share of one core it is the rate, and the sum
   * over them by instance and node. Google's own alert does that:
   * https://github.com/GoogleCloudPlatform/monitoring-dashboard-samples/tree/master/alerts/google-cloud-redis
   */
  "redis.googleapis.com/stats/cpu_utilization": {
    kind: "DELTA",
    value: "DOUBLE",
    unit: "s{CPU}",
    ...OF_A_NODE,
    labels: { ...ROLE, space: undefined, relationship: undefined },
  },
  "redis.googleapis.com/stats/cpu_utilization_main_thread": {
    kind: "DELTA",
    value: "DOUBLE",
    unit: "s{CPU}",
    ...OF_A_NODE,
    labels: { ...ROLE, space: undefined, relationship: undefined },
  },
  "redis.googleapis.com/stats/evicted_keys": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/stats/expired_keys": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/stats/keyspace_hits": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/stats/keyspace_misses": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
  "redis.googleapis.com/stats/memory/maxmemory": { kind: "GAUGE", value: "INT64", unit: "By", ...OF_A_NODE },
  "redis.googleapis.com/stats/memory/system_memory_overload_duration": {
    kind: "DELTA",
    value: "INT64",
    unit: "us",
    ...OF_A_NODE,
  },
  "redis.googleapis.com/stats/memory/system_memory_usage_ratio": {
    kind: "GAUGE",
    value: "DOUBLE",
    unit: "1",
    isShare: true,
    ...OF_A_NODE,
  },
  "redis.googleapis.com/stats/memory/usage": { kind: "GAUGE", value: "INT64", unit: "By", ...OF_A_NODE },
  "redis.googleapis.com/stats/memory/usage_ratio": {
    kind: "GAUGE",
    value: "DOUBLE",
    unit: "1",
    isShare: true,
    ...OF_A_NODE,
  },
  "redis.googleapis.com/stats/network_traffic": {
    kind: "DELTA",
    value: "INT64",
    unit: "By",
    ...OF_A_NODE,
    labels: { ...ROLE, direction: undefined },
  },
  /** Refused because of maxclients. */
  "redis.googleapis.com/stats/reject_connections_count": { kind: "DELTA", value: "INT64", unit: "1", ...OF_A_NODE },
} as const satisfies Record<string, Metric>;

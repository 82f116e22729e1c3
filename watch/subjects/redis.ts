import type { Measure } from "../alert";
import type { Things } from "../things";
import { MINUTE, SHARE, type Subject } from "./subject";

const METRIC = "redis.googleapis.com";

const of = (
  { redis }: Things,
  title: string,
  metric: string,
): Pick<Measure, "title" | "metric" | "resource" | "labels"> => ({
  title,
  metric: `${METRIC}/${metric}`,
  resource: "redis_instance",
  labels: { "resource.labels.instance_id": redis.id },
});
/** A value at a time, of each node: the mean of each minute. */
const level = (things: Things, title: string, metric: string): Measure => ({
  ...of(things, title, metric),
  everySeconds: MINUTE,
  align: "ALIGN_MEAN",
});

/** Memorystore writes a point a minute, and shows it up to four minutes later. */
export const redis: Subject = {
  title: "Redis",
  after: {
    page: "redis-unreachable.md",
    stop: "Stop when `lineup probe` reaches Redis for every service. Do not delete or restart the instance to see whether that helps: a new one has another address and no data.",
  },
  alerts: [
    {
      id: "redis-memory",
      title: "Redis's memory is nearly full",
      severity: "ERROR",
      why: "At its limit Redis evicts keys or refuses writes, as maxmemory-policy has it: sessions are lost, or nobody can sign in.",
      first: [
        "gcloud redis instances describe REDIS --region REGION --project PROJECT: how much it has, and which maxmemory-policy.",
        "Raise redis.memoryGb in the environment's file and deploy: Redis is resized in place, connections are reset once.",
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of the memory",
        reason: "Google advises to act at 80 %: a resize of a full instance needs room itself",
      },
      when: (things, limit) => [
        {
          is: "over",
          title: "memory that keys use",
          measure: level(things, "memory that keys use", "stats/memory/usage_ratio"),
          limit,
          forSeconds: 5 * MINUTE,
        },
      ],
    },
    {
      id: "redis-system-memory",
      title: "Redis's system memory is nearly full",
      severity: "ERROR",
      why: "Fragmentation and buffers count here and not among the keys: when it is full, Memorystore blocks writes though there is room for keys.",
      first: [
        "Dashboard, Redis: is system memory far above the memory that keys use? Then it is fragmentation.",
        'Set activedefrag: "yes" or a lower maxmemory-gb in redis.configs, or raise redis.memoryGb.',
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of the system memory",
        reason:
          "Google advises to alert at 80 %: https://docs.cloud.google.com/memorystore/docs/redis/memory-management-best-practices",
      },
      when: (things, limit) => [
        {
          is: "over",
          title: "system memory that is used",
          measure: level(things, "system memory that is used", "stats/memory/system_memory_usage_ratio"),
          limit,
          forSeconds: 5 * MINUTE,
        },
      ],
    },
    {
      id: "redis-cpu",
      title: "Redis's main thread is busy",
      severity: "WARNING",
      why: "Commands run one after the other in one thread: when it is busy all clients wait, and the first to notice are start-up checks.",
      first: [
        "Dashboard, Redis: which of calls and clients has risen? One slow command, such as KEYS, does it as well.",
        "Take the load off, or set redis.tier and redis.memoryGb higher: more memory comes with a faster core.",
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of one core",
        reason: "the thread cannot have more than one core; above 80 % the latency rises steeply",
      },
      when: (things, limit) => [
        {
          is: "over",
          title: "core that the main thread takes",
          measure: {
            ...of(things, "core that the main thread takes", "stats/cpu_utilization_main_thread"),
            everySeconds: MINUTE,
            align: "ALIGN_RATE",
            // Time of the user and of the system are series of their own.
            reduce: "REDUCE_SUM",
            groupBy: ["resource.labels.instance_id", "resource.labels.node_id"],
          },
          limit,
          forSeconds: 5 * MINUTE,
        },
      ],
    },
    {
      id: "redis-refused",
      title: "Redis refuses clients",
      severity: "CRITICAL",
      why: "There are as many clients as Redis takes: whoever connects now, a new instance of a service above all, gets an error.",
      first: [
        "Dashboard, Redis, clients: a steady rise is a leak of connections, a jump is more instances than there were.",
        "Deploy the last release that did not leak, or lower services.*.instances.max, so that clients fit.",
      ],
      when: (things) => [
        {
          is: "over",
          title: "clients refused in 5 minutes",
          measure: {
            ...of(things, "clients that are refused", "stats/reject_connections_count"),
            // A minute in which nobody tried would close it, and the next one open it anew.
            everySeconds: 5 * MINUTE,
            align: "ALIGN_DELTA",
          },
          limit: 0,
          forSeconds: 0,
        },
      ],
    },
    {
      id: "redis-connections",
      title: "Redis has nearly as many clients as it takes",
      severity: "WARNING",
      why: "At the limit Redis refuses every new client: the next instance that starts does not become ready.",
      first: [
        "Dashboard, Redis, clients: a steady rise is a leak of connections, a jump is more instances than there were.",
        "Bound the connection pool of the service that has grown, or lower its instances.max.",
      ],
      threshold: {
        default: 0.8,
        ...SHARE,
        unit: "share of the clients that it takes",
        reason: "a fifth is what is left for the instances of a deploy, which has the old and the new at once",
      },
      when: (things, share) => [
        {
          is: "over",
          title: "clients",
          measure: {
            ...of(things, "clients", "clients/connected"),
            everySeconds: MINUTE,
            align: "ALIGN_MAX",
          },
          limit: share * things.redis.mostClients,
          forSeconds: 5 * MINUTE,
        },
      ],
    },
    {
      id: "redis-silent",
      title: "Redis says nothing any more",
      severity: "CRITICAL",
      why: "An instance that is gone, or stands still, writes no metrics: no other alert on Redis would open.",
      first: [
        "gcloud redis instances describe REDIS --region REGION --project PROJECT: is it there, and READY?",
        "Where it is gone: docs/runbooks/redis-unreachable.md; its data is lost, a deploy makes it anew at another address.",
      ],
      when: (things) => [
        {
          is: "silent",
          title: "no uptime for 4 minutes",
          measure: {
            ...of(things, "uptime", "server/uptime"),
            everySeconds: MINUTE,
            align: "ALIGN_MAX",
            // One of two nodes that is silent is a failover, which has an alert of its own.
            reduce: "REDUCE_MAX",
            groupBy: ["resource.labels.instance_id"],
          },
          forSeconds: 4 * MINUTE,
        },
      ],
    },
    {
      id: "redis-failover",
      title: "Redis has failed over",
      severity: "WARNING",
      why: "Connections were reset and the last writes may be lost: what broke at that time broke because of it.",
      first: [
        "gcloud redis operations list --region REGION --project PROJECT: was it maintenance, or a resize?",
        "npx lineup probe --project PROJECT: does each service's path answer again?",
      ],
      when: (things) =>
        things.redis.isReplicated
          ? [
              {
                is: "over",
                title: "change of a node's role in 10 minutes",
                measure: {
                  // 1 of the primary and 0 of a replica: a node whose values differ has changed its role.
                  ...of(things, "change of a node's role", "replication/role"),
                  everySeconds: 10 * MINUTE,
                  align: "ALIGN_STDDEV",
                },
                limit: 0,
                forSeconds: 0,
              },
            ]
          : [],
    },
    {
      id: "redis-lag",
      title: "Redis's replica lags behind",
      severity: "WARNING",
      why: "What the replica has not got yet is lost in a failover.",
      first: [
        "Dashboard, Redis, bytes to be replicated: do they grow, or are they on their way down?",
        "Take write load off, above all large values; a replica that stays behind is one for Google's support.",
      ],
      threshold: {
        default: 30,
        least: 1,
        most: 3600,
        unit: "seconds",
        reason: "a replica in the same region is behind by less than a second; half a minute of writes is felt",
      },
      when: (things, limit) =>
        things.redis.isReplicated
          ? [
              {
                is: "over",
                title: "seconds that the replica is behind",
                measure: level(things, "seconds that the replica is behind", "replication/master/slaves/lag"),
                limit,
                forSeconds: 5 * MINUTE,
              },
            ]
          : [],
    },
  ],
  shown: (things) => [
    // Clients that wait for BLPOP and its like: a queue that is empty, and no fault.
    level(things, "clients that wait for a list (no fault)", "clients/blocked"),
    { ...of(things, "keys that are evicted", "stats/evicted_keys"), everySeconds: MINUTE, align: "ALIGN_RATE" },
    {
      ...of(things, "commands", "commands/calls"),
      everySeconds: MINUTE,
      align: "ALIGN_RATE",
      reduce: "REDUCE_SUM",
      groupBy: ["metric.labels.cmd"],
    },
    ...(things.redis.isReplicated ? [level(things, "bytes to be replicated", "replication/offset_diff")] : []),
  ],
};

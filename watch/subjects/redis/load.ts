import type { Alert } from "../../alert";
import type { Things } from "../../things";
import { MINUTE, SHARE } from "../subject";
import { level, of } from "./measures";

/** What fills up. */
export const load: readonly Alert<Things>[] = [
  {
    id: "redis-memory",
    title: "Redis's memory is nearly full",
    severity: "ERROR",
    why: "At its limit Redis evicts keys or refuses writes, as maxmemory-policy has it: sessions are lost, or nobody can sign in.",
    first: [
      {
        text: "how much it has, and which maxmemory-policy.",
        command: "gcloud redis instances describe REDIS --region REGION --project PROJECT",
      },
      {
        text: "Raise redis.memoryGb in the environment's file and deploy: Redis is resized in place, connections are reset once.",
      },
    ],
    repair: [
      {
        text: "Raise redis.memoryGb in the environment's file, and deploy: it is resized in place.",
        command: "npm run deploy -- ENVIRONMENT",
      },
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
      { text: "Dashboard, Redis: is system memory far above the memory that keys use? Then it is fragmentation." },
      { text: 'Set activedefrag: "yes" or a lower maxmemory-gb in redis.configs, or raise redis.memoryGb.' },
    ],
    repair: [
      {
        text: "Write activedefrag or maxmemory-gb into redis.configs, or raise redis.memoryGb, and deploy:",
        command: "npm run deploy -- ENVIRONMENT",
      },
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
      {
        text: "Dashboard, Redis: which of calls and clients has risen? One slow command, such as KEYS, does it as well.",
      },
      {
        text: "Take the load off: the client or the command that has risen. Leave redis.tier alone: another tier is a new Redis without data.",
      },
    ],
    repair: [
      {
        text: "Since a release? Go back to one that asks less of Redis:",
        command: "npm run rollback -- ENVIRONMENT --service SERVICE",
      },
    ],
    threshold: {
      default: 0.8,
      ...SHARE,
      unit: "share of one core",
      reason: "the thread cannot have more than one core, and a fifth of it is for peaks",
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
];

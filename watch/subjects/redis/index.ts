import { MINUTE, type Subject } from "../subject";
import { clients } from "./clients";
import { load } from "./load";
import { level, of } from "./measures";
import { standing } from "./standing";

/** Memorystore writes a point a minute, and shows it up to four minutes later. */
export const redis: Subject = {
  title: "Redis",
  after: {
    stop: "Stop when `lineup probe` reaches Redis for every service. Do not delete or restart the instance to see whether that helps: a new one has another address and no data.",
  },
  alerts: [...load, ...clients, ...standing],
  shown: (things) => [
    // Clients that wait for BLPOP and its like: a queue that is empty, and no fault.
    level(things, "clients that wait for a list (no fault)", "clients/blocked"),
    {
      ...of(things, "keys that are evicted a second", "stats/evicted_keys"),
      everySeconds: MINUTE,
      align: "ALIGN_RATE",
    },
    {
      ...of(things, "commands a second", "commands/calls"),
      everySeconds: MINUTE,
      align: "ALIGN_RATE",
      reduce: "REDUCE_SUM",
      groupBy: ["metric.labels.cmd"],
    },
    ...(things.redis.isReplicated ? [level(things, "bytes to be replicated", "replication/offset_diff")] : []),
  ],
};

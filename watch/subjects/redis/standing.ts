import type { Alert } from "../../alert";
import type { Things } from "../../things";
import { MINUTE } from "../subject";
import { level, of } from "./measures";

/** Whether it is there, and which of its nodes. */
export const standing: readonly Alert<Things>[] = [
  {
    id: "redis-silent",
    title: "Redis reports nothing any more",
    severity: "CRITICAL",
    why: "An instance that is gone, or stands still, writes no metrics: no other alert on Redis would open.",
    first: [
      {
        text: "is it there, and READY?",
        command: "gcloud redis instances describe REDIS --region REGION --project PROJECT",
      },
      { text: "Where it is gone its data is lost: a deploy makes it anew, at another address." },
    ],
    repair: [
      {
        text: "It is gone? Then its data is gone too: a deploy makes an empty one at another address, and gives it to the services.",
        command: "npm run deploy -- ENVIRONMENT",
      },
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
      {
        text: "was it maintenance, or a resize?",
        command: "gcloud redis operations list --region REGION --project PROJECT",
      },
      { text: "does each service's path answer again?", command: "npx lineup probe --project PROJECT" },
    ],
    repair: [
      {
        text: "Nothing, where each path answers: clients connect again by themselves. One that does not is started anew by serving a revision anew:",
        command: "npm run rollback -- ENVIRONMENT --service SERVICE",
      },
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
      { text: "Dashboard, Redis, bytes to be replicated: do they grow, or are they on their way down?" },
      { text: "Take write load off, above all large values; a replica that stays behind is one for Google's support." },
    ],
    repair: [
      {
        text: "Since a release? Go back to one that writes less:",
        command: "npm run rollback -- ENVIRONMENT --service SERVICE",
      },
    ],
    threshold: {
      default: 30,
      least: 1,
      most: 3600,
      unit: "seconds",
      reason: "what is not there yet is lost in a failover, and half a minute of writes is felt",
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
];

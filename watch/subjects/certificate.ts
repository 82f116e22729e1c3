import { ofLog } from "../../facts/log-filter";
import { RESULT_SCHEMA } from "../../probe/result";
import { HOUR, type Subject } from "./subject";

const EXPIRES = "redis-ca-expires";
const TITLE = "probes that found a CA near its end";

/** Nothing of Google's measures it: the probes look at what Redis shows them. */
export const certificate: Subject = {
  title: "Certificate",
  after: {
    proof: [{ text: "It says until when each certificate holds:", command: "npx lineup probe --project PROJECT" }],
    stop: "Stop when the secret has the next CA and the services have started with it. The alert ends when Google has given Redis a certificate of that CA.",
  },
  counted: [
    {
      name: EXPIRES,
      title: TITLE,
      filter: ({ redis, probes }, threshold) =>
        redis.tls && probes.length > 0
          ? ofLog(
              "cloud_run_job",
              `jsonPayload.schema="${RESULT_SCHEMA}"`,
              `jsonPayload.certificate.caDaysLeft<${threshold("redis-ca")}`,
            )
          : undefined,
    },
  ],
  alerts: [
    {
      id: "redis-ca",
      title: "The CA of Redis expires soon",
      severity: "WARNING",
      why: "On that day every client refuses Redis's certificate, all at once. Each has to have the next CA before.",
      first: [
        {
          text: "is there a second one?",
          command:
            "gcloud redis instances describe REDIS --region REGION --project PROJECT --format 'value(serverCaCerts)'",
        },
        { text: "Deploy: the secret gets all of them, and the services start anew with both. Then Google may rotate." },
      ],
      repair: [
        {
          text: "Deploy: the secret gets every CA that Redis has, and the services start with all of them.",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      threshold: {
        default: 60,
        least: 7,
        most: 365,
        unit: "days that are left",
        reason: "Google gives the next CA five years before; two months leave room for a deploy of every service",
      },
      when: (things) =>
        things.redis.tls && things.probes.length > 0
          ? [
              {
                is: "over",
                title: TITLE,
                measure: {
                  title: TITLE,
                  metric: things.count(EXPIRES),
                  resource: "cloud_run_job",
                  labels: { "resource.labels.job_name": things.probes },
                  // The nightly probe alone would open it anew each night.
                  everySeconds: 25 * HOUR,
                  align: "ALIGN_DELTA",
                  reduce: "REDUCE_SUM",
                  groupBy: ["resource.labels.job_name"],
                },
                limit: 0,
                forSeconds: 0,
              },
            ]
          : [],
    },
  ],
};

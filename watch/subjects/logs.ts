import { ofLog, saying, sayingAll } from "../../facts/log-filter";
import { LOG_LINES } from "../../facts/log-lines";
import type { Condition } from "../alert";
import type { Counted, Things } from "../things";
import { MINUTE, type Subject } from "./subject";

const SERVICE = "resource.labels.service_name";

/**
 * Lines of services: an app writes text, or a structure with a message. No count names what writes: it would be made after
 * it, and Monitoring takes minutes to know a new one. The policies name it.
 */
const ofServices = (name: string, { title, texts }: { title: string; texts: readonly string[] }): Counted => ({
  name,
  title,
  filter: () => ofLog("cloud_run_revision", saying(texts)),
});

/** More than none in five minutes, by the service that writes them. */
function linesOfServices(things: Things, name: string, title: string): Condition[] {
  return [
    {
      is: "over",
      title: `${title} in 5 minutes`,
      measure: {
        title,
        metric: things.count(name),
        resource: "cloud_run_revision",
        labels: { [SERVICE]: things.services.map(({ name }) => name) },
        everySeconds: 5 * MINUTE,
        align: "ALIGN_DELTA",
        reduce: "REDUCE_SUM",
        groupBy: [SERVICE],
      },
      limit: 0,
      forSeconds: 0,
    },
  ];
}

export const logs: Subject = {
  title: "Logs",
  after: {
    stop: "Stop when no such line has come for ten minutes and `lineup probe` reaches Redis for every service.",
  },
  counted: [
    ofServices("redis-failed-start", LOG_LINES.failedStart),
    ofServices("redis-timeout", LOG_LINES.timeout),
    ofServices("redis-auth-refused", LOG_LINES.authRefused),
    {
      name: "websocket-closed-1011",
      title: LOG_LINES.websocketClosed.title,
      filter: ({ services }) =>
        services.some(({ objectives }) => objectives.websockets !== undefined)
          ? ofLog("cloud_run_revision", sayingAll(LOG_LINES.websocketClosed.texts))
          : undefined,
    },
  ],
  alerts: [
    {
      id: "log-failed-start",
      title: "A service gives up its start, because of Redis",
      severity: "CRITICAL",
      why: 'The line of the incident: "Failed services: [redis]". Each start ends so, and there is no chat until one does not.',
      first: [
        { text: "is the path there?", command: "npx lineup diagnose --project PROJECT" },
        { text: "does Redis answer on it?", command: "npx lineup probe --project PROJECT" },
      ],
      repair: [
        {
          text: "The path is cut? Repair the hop that diagnose names; what was changed by hand is taken back by a deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
        {
          text: "The path is there, and Redis answers? Then it is the release:",
          command: "npm run rollback -- ENVIRONMENT --service SERVICE",
        },
      ],
      when: (things) => linesOfServices(things, "redis-failed-start", LOG_LINES.failedStart.title),
    },
    {
      id: "log-redis-timeout",
      title: "A service waits in vain for Redis",
      severity: "CRITICAL",
      why: "Packets get lost on the way, or the name has no address: what is connected may go on for a while, what starts now fails.",
      first: [
        {
          text: "ETIMEDOUT at tcp means that packets are lost; a failure at dns, that the name has no address.",
          command: "npx lineup probe --project PROJECT",
        },
        {
          text: "is host the one that the service has?",
          command: "gcloud redis instances describe REDIS --region REGION --project PROJECT",
        },
      ],
      repair: [
        {
          text: "Repair the hop that diagnose names; a stale address and what was changed by hand are made right by a deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: (things) => linesOfServices(things, "redis-timeout", LOG_LINES.timeout.title),
    },
    {
      id: "log-redis-auth",
      title: "Redis refuses a service's password",
      severity: "CRITICAL",
      why: "The AUTH string was rotated, or AUTH was switched on or off: connections that stand go on, and none comes back.",
      first: [
        {
          text: "was auth_enabled changed by hand? A new AUTH string is in the plan as a new version of the secret.",
          command: "npm run drift -- ENVIRONMENT",
        },
        { text: "Deploy: the secret gets the string that Redis has, and the services start anew with it." },
      ],
      repair: [
        {
          text: "Deploy: the secret gets the string that Redis has, and the services start with it.",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: (things) => linesOfServices(things, "redis-auth-refused", LOG_LINES.authRefused.title),
    },
  ],
};

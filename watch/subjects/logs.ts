import { RESULT_SCHEMA } from "../../probe/result";
import type { Condition, Measure } from "../alert";
import type { Counted, Things } from "../things";
import { ofLog, saying, sayingAll } from "./log-filter";
import { HOUR, MINUTE, type Subject } from "./subject";

const SERVICE = "resource.labels.service_name";

/**
 * Lines of services: an app writes text, or a structure with a message. No count names what writes: it would be made after
 * it, and Monitoring takes minutes to know a new one. The policies name it.
 */
const ofServices = (name: string, title: string, texts: readonly string[]): Counted => ({
  name,
  title,
  filter: () => ofLog("cloud_run_revision", saying(texts)),
});

/** More than none in five minutes, and who writes them. */
function anyOf(
  things: Things,
  name: string,
  title: string,
  { resource, labels, groupBy }: Pick<Measure, "resource" | "labels" | "groupBy">,
): Condition[] {
  return [
    {
      is: "over",
      title: `${title} in 5 minutes`,
      measure: {
        title,
        metric: things.count(name),
        resource,
        labels,
        everySeconds: 5 * MINUTE,
        align: "ALIGN_DELTA",
        reduce: "REDUCE_SUM",
        ...(groupBy ? { groupBy } : {}),
      },
      limit: 0,
      forSeconds: 0,
    },
  ];
}

const linesOfServices = (things: Things, name: string, title: string) =>
  anyOf(things, name, title, {
    resource: "cloud_run_revision",
    labels: { [SERVICE]: things.services.map(({ name }) => name) },
    groupBy: [SERVICE],
  });

const DENIED = "redis-packets-denied";
const EXPIRES = "redis-ca-expires";

export const logs: Subject = {
  title: "Logs",
  after: {
    page: "redis-unreachable.md",
    stop: "Stop when no such line has come for ten minutes and `lineup probe` reaches Redis for every service.",
  },
  counted: [
    ofServices("redis-failed-start", "starts that gave up for Redis", ["Failed services: [redis]"]),
    ofServices("redis-timeout", "time-outs of Redis", ["Redis ping timeout", "Error -3 connecting"]),
    ofServices("redis-auth-refused", "passwords that Redis refused", ["NOAUTH", "WRONGPASS"]),
    {
      name: "websocket-closed-1011",
      title: "WebSockets that were closed with 1011",
      // The number alone would also be that of milliseconds, or of an order.
      filter: ({ services }) =>
        services.some(({ objectives }) => objectives.websockets !== undefined)
          ? ofLog("cloud_run_revision", sayingAll(["websocket", "1011"]))
          : undefined,
    },
    {
      name: DENIED,
      title: "packets to Redis that a firewall rule dropped",
      filter: ({ hasFirewall, connector, redis }) =>
        hasFirewall
          ? ofLog(
              "gce_subnetwork",
              'log_id("compute.googleapis.com/firewall")',
              'jsonPayload.disposition="DENIED"',
              `ip_in_net(jsonPayload.connection.src_ip, "${connector.range}")`,
              `jsonPayload.connection.dest_port=${redis.port}`,
            )
          : undefined,
    },
    {
      name: EXPIRES,
      title: "probes that found a CA near its end",
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
      id: "log-failed-start",
      title: "A service gives up its start, because of Redis",
      severity: "CRITICAL",
      why: 'The line of the incident: "Failed services: [redis]". Each start ends so, and there is no chat until one does not.',
      first: [
        "npx lineup inventory --project PROJECT | npx lineup verify -: is the path there?",
        "npx lineup probe --project PROJECT: does Redis answer on it? docs/runbooks/redis-unreachable.md goes on from there.",
      ],
      when: (things) => linesOfServices(things, "redis-failed-start", "starts that gave up for Redis"),
    },
    {
      id: "log-redis-timeout",
      title: "A service waits in vain for Redis",
      severity: "CRITICAL",
      why: "Packets get lost on the way, or the name has no address: what runs still runs on borrowed time, what starts now fails.",
      first: [
        "npx lineup probe --project PROJECT: ETIMEDOUT is the way, anything of dns is the name.",
        "gcloud redis instances describe REDIS --region REGION --project PROJECT: is host the one that the service has?",
      ],
      when: (things) => linesOfServices(things, "redis-timeout", "time-outs of Redis"),
    },
    {
      id: "log-redis-auth",
      title: "Redis refuses a service's password",
      severity: "CRITICAL",
      why: "The AUTH string was rotated, or AUTH was switched on or off: connections that stand go on, and none comes back.",
      first: [
        "npm run drift -- ENVIRONMENT: was auth_enabled changed by hand? A new AUTH string is in the plan as a new version of the secret.",
        "Deploy: the secret gets the string that Redis has, and the services start anew with it.",
      ],
      when: (things) => linesOfServices(things, "redis-auth-refused", "passwords that Redis refused"),
    },
    {
      id: "firewall-denied",
      title: "A firewall rule drops packets to Redis",
      severity: "ERROR",
      why: "A rule stands above the one that opens the way. Google's documents do not say that what a connector's packets meet is written into this project's log: silence here proves nothing, and the other alerts do not need it.",
      first: [
        "npx lineup inventory --project PROJECT | npx lineup verify -: the rule is named there.",
        'gcloud logging read \'log_id("compute.googleapis.com/firewall") jsonPayload.disposition="DENIED"\' --project PROJECT --limit 5',
      ],
      when: (things) =>
        things.hasFirewall
          ? anyOf(things, DENIED, "packets to Redis that a firewall rule dropped", {
              resource: "gce_subnetwork",
              labels: {},
              groupBy: ["resource.labels.subnetwork_name"],
            })
          : [],
    },
    {
      id: "redis-ca",
      title: "The CA of Redis expires soon",
      severity: "WARNING",
      why: "On that day every client refuses Redis's certificate, all at once. Each has to have the next CA before.",
      first: [
        "gcloud redis instances describe REDIS --region REGION --project PROJECT --format 'value(serverCaCerts)': is there a second one?",
        "Deploy: the secret gets all of them, and the services start anew with both. Then Google may rotate.",
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
                title: "probes that found a CA near its end",
                measure: {
                  title: "probes that found a CA near its end",
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

import type { Condition, Measure } from "../../alert";
import type { Series, Things, WatchedService } from "../../things";
import { MINUTE, SHARE, type Subject } from "../subject";
import { byLimit } from "./by-limit";

const BY_SERVICE = ["resource.labels.service_name"];
/** Fewer in five minutes say nothing of a share. */
const LEAST_REQUESTS = 20;

const of = (services: readonly WatchedService[], metric: string, labels: Series["labels"] = {}): Series => ({
  metric: `run.googleapis.com/${metric}`,
  resource: "cloud_run_revision",
  labels: { "resource.labels.service_name": services.map(({ name }) => name), ...labels },
});

/** A WebSocket is one request, as long as it is open, and has an objective of its own. */
const requests = (things: Things, title: string, labels: Series["labels"] = {}): Measure => ({
  title,
  ...of(things.services, "request_count", labels),
  except: { "metric.labels.response_code": ["101"] },
  everySeconds: 5 * MINUTE,
  align: "ALIGN_DELTA",
  reduce: "REDUCE_SUM",
  groupBy: BY_SERVICE,
});

const keysOf = (services: readonly WatchedService[]) => services.map(({ key }) => key).join(", ");

export const services: Subject = {
  title: "Services",
  after: {
    stop: "Stop when the service answers again. If its last release is what broke it, serve the one before it and look for the cause afterwards.",
  },
  alerts: [
    {
      id: "service-errors",
      title: "A service answers with errors",
      severity: "ERROR",
      why: "Users see errors, and nothing below says why: neither Redis nor the connector has to be ill for it.",
      first: [
        {
          text: "what goes wrong, and since when?",
          command:
            "gcloud logging read 'resource.type=\"cloud_run_revision\" severity>=ERROR' --project PROJECT --freshness 15m --limit 20",
        },
        {
          text: "since a release? It lists the revisions that reach Redis, and the way back.",
          command: "npm run rollback -- ENVIRONMENT",
        },
      ],
      repair: [
        {
          text: "Since a release? Go back to one that reaches Redis:",
          command: "npm run rollback -- ENVIRONMENT --service SERVICE",
        },
      ],
      threshold: {
        default: 0.05,
        least: 0.001,
        most: SHARE.most,
        unit: "share of the requests",
        reason: `one in twenty is seen by users; fewer than ${LEAST_REQUESTS} requests in five minutes are not judged`,
      },
      // Of the same service: the errors of one and the traffic of another are nothing.
      all: "AND",
      each: (things) => things.services.map((one) => ({ key: one.key, things: { ...things, services: [one] } })),
      when: (things, limit) => {
        const of = keysOf(things.services);
        const wrong = `requests of ${of} answered with 5xx`;
        const all = `requests of ${of} in 5 minutes`;
        return [
          {
            is: "over",
            title: wrong,
            measure: requests(things, wrong, { "metric.labels.response_code_class": "5xx" }),
            of: requests(things, all),
            limit,
            forSeconds: 0,
          },
          {
            is: "over",
            title: all,
            measure: requests(things, all),
            limit: LEAST_REQUESTS - 1,
            forSeconds: 0,
            narrows: true,
          },
        ];
      },
    },
    {
      id: "service-startup",
      title: "A service starts slowly",
      severity: "WARNING",
      why: "When the start takes longer than the startup probe waits, no instance becomes ready, and a deploy or a peak takes the service down.",
      first: [
        {
          text: "what does the start wait for?",
          command: "gcloud logging read 'resource.type=\"cloud_run_revision\"' --project PROJECT --freshness 15m",
        },
        {
          text: "is it Redis? Raising startupProbe.failureThreshold only gains time.",
          command: "npx lineup probe --project PROJECT",
        },
      ],
      repair: [
        {
          text: "Since a release? Go back to one that starts faster:",
          command: "npm run rollback -- ENVIRONMENT --service SERVICE",
        },
      ],
      threshold: {
        default: 0.75,
        ...SHARE,
        unit: "share of the time that the startup probe waits",
        reason: "what is left is one more try of Redis, which the app gives 60 s",
      },
      when: ({ services: all }, share) =>
        byLimit(all, ({ startupSeconds }) => startupSeconds).map(
          ({ limit, services }): Condition => ({
            is: "over",
            title: `start of ${keysOf(services)}, 95th percentile, in ms`,
            measure: {
              title: `start of ${keysOf(services)}, 95th percentile, in ms`,
              ...of(services, "container/startup_latencies"),
              everySeconds: 5 * MINUTE,
              align: "ALIGN_DELTA",
              reduce: "REDUCE_PERCENTILE_95",
              groupBy: BY_SERVICE,
            },
            limit: share * limit * 1000,
            forSeconds: 0,
          }),
        ),
    },
    {
      id: "service-instances",
      title: "A service has as many instances as it may have",
      severity: "WARNING",
      why: "It cannot grow any more: further requests wait, and are answered with 429 after a while.",
      first: [
        { text: "Dashboard, Services: have requests risen, or do they take longer than before?" },
        { text: "Raise services.*.instances.max, and look at the clients that Redis takes first." },
      ],
      repair: [
        {
          text: "Raise instances.max of the service in the environment's file, no further than Redis takes clients, and deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: ({ services: all }) =>
        byLimit(all, ({ mostInstances }) => mostInstances).map(
          ({ limit, services }): Condition => ({
            is: "over",
            title: `instances of ${keysOf(services)}`,
            measure: {
              title: `instances of ${keysOf(services)}`,
              ...of(services, "container/instance_count"),
              everySeconds: MINUTE,
              align: "ALIGN_MAX",
              // Those that are busy and those that are idle are series of their own, and so are revisions.
              reduce: "REDUCE_SUM",
              groupBy: BY_SERVICE,
            },
            limit: limit - 1,
            forSeconds: 15 * MINUTE,
          }),
        ),
    },
    {
      id: "service-probe-failed",
      title: "A service does not become ready",
      severity: "CRITICAL",
      why: "Its startup probe has given up: in the incident each start ended so after 7.51 s, a minute after the last one, for months.",
      first: [
        {
          text: "does Redis answer where the service stands, and at which step does it stop?",
          command: "npx lineup probe --project PROJECT",
        },
        {
          text: "what else does it wait for?",
          command: "gcloud logging read 'resource.type=\"cloud_run_revision\"' --project PROJECT --freshness 15m",
        },
      ],
      repair: [
        {
          text: "Redis answers, and it began with a release? Go back:",
          command: "npm run rollback -- ENVIRONMENT --service SERVICE",
        },
        {
          text: "Redis does not answer? Repair what diagnose names; what was changed by hand is taken back by a deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: (things) => [
        {
          is: "over",
          title: "starts that failed in 5 minutes",
          measure: {
            title: "starts that failed",
            ...of(things.services, "container/completed_probe_count", {
              "metric.labels.is_healthy": "false",
            }),
            everySeconds: 5 * MINUTE,
            align: "ALIGN_DELTA",
            reduce: "REDUCE_SUM",
            groupBy: BY_SERVICE,
          },
          limit: 0,
          forSeconds: 0,
        },
      ],
    },
  ],
  shown: (things) => [
    { ...requests(things, "requests a second"), everySeconds: MINUTE, align: "ALIGN_RATE" },
    {
      title: "time to answer, 95th percentile, in ms",
      ...of(things.services, "request_latencies"),
      except: { "metric.labels.response_code": ["101"] },
      everySeconds: MINUTE,
      align: "ALIGN_DELTA",
      reduce: "REDUCE_PERCENTILE_95",
      groupBy: BY_SERVICE,
    },
  ],
};

import type { Objective, Series, Things, WatchedService } from "../../things";

/** Redis is reachable: an objective of no service. */
export const REDIS = "redis";

const requestsOf = ({ name }: WatchedService, labels: Series["labels"] = {}): Series => ({
  metric: "run.googleapis.com/request_count",
  resource: "cloud_run_revision",
  labels: { "resource.labels.service_name": name, ...labels },
});
/** A WebSocket is open for up to an hour: neither its duration nor its end says anything of a request. */
const WITHOUT_WEBSOCKETS = { "metric.labels.response_code": ["101"] };

const KINDS = ["availability", "within2s", "websockets"] as const;
export type Kind = (typeof KINDS)[number];
/** In addresses and ids of alerts. */
const NAMES: Record<Kind, string> = { availability: "availability", within2s: "latency", websockets: "websockets" };
export const idOf = (key: string, kind: Kind) => `${key}-${NAMES[kind]}`;

/** What is promised of each kind, and how it is measured. */
const PROMISES: Record<
  Kind,
  { title: string; indicator(service: WatchedService, things: Things): Objective["indicator"] }
> = {
  availability: {
    title: "requests that are not answered with 5xx",
    indicator: (service) => ({
      is: "ratio",
      bad: requestsOf(service, { "metric.labels.response_code_class": "5xx" }),
      total: { ...requestsOf(service), except: WITHOUT_WEBSOCKETS },
    }),
  },
  within2s: {
    title: "requests that are answered within 2 s",
    indicator: (service) => ({
      is: "below",
      series: { ...requestsOf(service), metric: "run.googleapis.com/request_latencies", except: WITHOUT_WEBSOCKETS },
      most: 2000,
    }),
  },
  websockets: {
    title: "WebSockets that are not closed with 1011",
    indicator: (service, things) => ({
      is: "ratio",
      bad: {
        metric: things.count("websocket-closed-1011"),
        resource: "cloud_run_revision",
        labels: { "resource.labels.service_name": service.name },
      },
      total: requestsOf(service, { "metric.labels.response_code": "101" }),
    }),
  },
};

function objectivesOf(things: Things, service: WatchedService): Objective[] {
  return KINDS.flatMap((kind) => {
    const goal = service.objectives[kind];
    const { title, indicator } = PROMISES[kind];
    if (goal === undefined) return [];
    const id = idOf(service.key, kind);
    return [{ id, title: `${service.key}: ${title}`, goal, indicator: indicator(service, things) }];
  });
}

/** All objectives, by what they are of. */
export function allObjectives(things: Things): { of: string; objectives: Objective[] }[] {
  const { services, probes, redisReachable: goal } = things;
  const executions = (labels: Series["labels"] = {}): Series => ({
    metric: "run.googleapis.com/job/completed_execution_count",
    resource: "cloud_run_job",
    labels: { "resource.labels.job_name": probes, ...labels },
  });
  const reachable: Objective[] =
    goal === undefined || probes.length === 0
      ? []
      : [
          {
            id: "redis-reachable",
            title: "Redis is reachable from where the services stand",
            goal,
            indicator: {
              is: "ratio",
              good: executions({ "metric.labels.result": "succeeded" }),
              total: executions(),
            },
          },
        ];
  return [
    ...services.map((service) => ({ of: service.key, objectives: objectivesOf(things, service) })),
    { of: REDIS, objectives: reachable },
  ].filter(({ objectives }) => objectives.length > 0);
}

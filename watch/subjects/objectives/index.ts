import type { Alert, Condition } from "../../alert";
import type { Things } from "../../things";
import { HOUR, MINUTE, type Subject } from "../subject";
import { idOf, type Kind, REDIS } from "./promised";

/** At 14.4 times the pace that uses the budget up in 30 days, an hour takes 2 % of it; at 6 times, six hours take 5 %. */
const SPEEDS = {
  // https://sre.google/workbook/alerting-on-slos/: the short window closes the alert when it is over.
  fast: { severity: "CRITICAL", limit: 14.4, windows: [HOUR, 5 * MINUTE], said: "14.4 times" },
  slow: { severity: "ERROR", limit: 6, windows: [6 * HOUR, 30 * MINUTE], said: "6 times" },
} as const;

function burning(things: Things, ids: readonly string[], limit: number, windows: readonly number[]): Condition[] {
  return ids.flatMap((id) =>
    windows.map((lookbackSeconds): Condition => {
      const window = lookbackSeconds < HOUR ? `${lookbackSeconds / MINUTE} min` : `${lookbackSeconds / HOUR} h`;
      return {
        is: "burning",
        title: `${id}: how many times too fast the error budget goes, over ${window}`,
        objective: things.objective(id),
        budget: `${id}: how many times too fast the error budget goes`,
        lookbackSeconds,
        limit,
      };
    }),
  );
}

function burn(
  speed: keyof typeof SPEEDS,
  subject: string,
  what: string,
  first: Alert<Things>["first"],
  repair: Alert<Things>["repair"],
  idsOf: (things: Things) => { key: string; ids: string[]; things: Things }[],
): Alert<Things> {
  const { severity, limit, windows, said } = SPEEDS[speed];
  const days = Math.round((30 / limit) * 10) / 10;
  return {
    id: `slo-${subject}-${speed}`,
    title: `${what}: the error budget goes at ${said} its pace`,
    severity,
    why: `At this pace the budget of 30 days is used up in ${days} days; after that every further error breaks what was promised.`,
    first,
    repair,
    all: "AND",
    each: (things) => idsOf(things).map(({ key, things: own }) => ({ key, things: own })),
    when: (things) =>
      burning(
        things,
        idsOf(things).flatMap(({ ids }) => ids),
        limit,
        windows,
      ),
  };
}

const ofServices = (kind: Kind) => (things: Things) =>
  things.services
    .filter(({ objectives }) => objectives[kind] !== undefined)
    .map((service) => ({
      key: service.key,
      ids: [idOf(service.key, kind)],
      things: { ...things, services: [service] },
    }));
const ofRedis = (things: Things) =>
  things.redisReachable === undefined || things.probes.length === 0
    ? []
    : [{ key: REDIS, ids: ["redis-reachable"], things }];

const BACK: Alert<Things>["repair"] = [
  { text: "Since a release? Go back:", command: "npm run rollback -- ENVIRONMENT --service SERVICE" },
];
const BOTH = ["fast", "slow"] as const;

export const objectives: Subject = {
  title: "Objectives",
  after: {
    stop: "An objective is not repaired: look for the alert beside it that says what is wrong, and stop when that one is over. A pace that no other alert explains is for the next working day, unless the budget would be gone before.",
  },
  alerts: [
    ...BOTH.map((speed) =>
      burn(
        speed,
        "availability",
        "Requests fail",
        [
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
        BACK,
        ofServices("availability"),
      ),
    ),
    ...BOTH.map((speed) =>
      burn(
        speed,
        "latency",
        "Requests take longer than 2 s",
        [
          { text: "Dashboard, Redis and Connector: is one of them busy? Then the services only wait." },
          {
            text: "the latency of Redis from where each service stands.",
            command: "npx lineup probe --project PROJECT",
          },
        ],
        BACK,
        ofServices("within2s"),
      ),
    ),
    ...BOTH.map((speed) =>
      burn(
        speed,
        "websockets",
        "WebSockets are closed with 1011",
        [
          {
            text: "in the incident the chat closed with 1011 because Redis was not reached.",
            command: "npx lineup probe --project PROJECT",
          },
          {
            text: "what was closed, and since when?",
            command:
              'gcloud logging read \'resource.type="cloud_run_revision" "1011"\' --project PROJECT --freshness 15m --limit 20',
          },
        ],
        BACK,
        ofServices("websockets"),
      ),
    ),
    ...BOTH.map((speed) =>
      burn(
        speed,
        "redis",
        "Redis is not reached",
        [
          { text: "at which step it stops, and what that can mean.", command: "npx lineup probe --project PROJECT" },
          { text: "is the path there?", command: "npx lineup diagnose --project PROJECT" },
        ],
        [
          {
            text: "Repair what diagnose names; what was changed by hand is taken back by a deploy:",
            command: "npm run deploy -- ENVIRONMENT",
          },
        ],
        ofRedis,
      ),
    ),
  ],
};

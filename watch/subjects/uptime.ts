import type { Condition } from "../alert";
import { MINUTE, type Subject } from "./subject";

/** From outside, as users come: only of services that everybody may call and that do not scale to zero. */
export const uptime: Subject = {
  title: "From outside",
  after: {
    stop: "Stop when it is ready from everywhere for ten minutes: one place in the world that disagrees is that place's trouble.",
  },
  alerts: [
    {
      id: "uptime",
      title: "A service is not ready when it is asked from outside",
      severity: "CRITICAL",
      why: "Nobody who comes from the internet gets an answer, whatever the metrics inside say.",
      first: [
        {
          text: "the path that is asked is that of the startup probe, which needs Redis.",
          command: "npx lineup probe --project PROJECT",
        },
        {
          text: "Does Redis answer? Then it is the way in: the name, the certificate, or services.*.ingress and public.",
        },
      ],
      repair: [
        {
          text: "Who may call it was changed by hand? Deploy what is written:",
          command: "npm run deploy -- ENVIRONMENT",
        },
        { text: "Since a release? Go back:", command: "npm run rollback -- ENVIRONMENT --service SERVICE" },
      ],
      when: ({ services }) =>
        inParts(services.flatMap(({ uptimeCheck }) => uptimeCheck ?? [])).map(
          (checks, place, { length }): Condition => ({
            is: "over",
            title: `places in the world from which it is not ready${length > 1 ? `, ${place + 1} of ${length}` : ""}`,
            measure: {
              title: "places from which it is not ready",
              metric: "monitoring.googleapis.com/uptime_check/check_passed",
              resource: "uptime_url",
              labels: { "metric.labels.check_id": checks },
              everySeconds: 2 * MINUTE,
              align: "ALIGN_NEXT_OLDER",
              reduce: "REDUCE_COUNT_FALSE",
              groupBy: ["metric.labels.check_id"],
            },
            // One place that fails alone is that place.
            limit: 1,
            forSeconds: MINUTE,
          }),
        ),
    },
  ],
};

/** A filter has 2048 characters, and nobody knows how long the ids are that Google gives to checks. */
const CHECKS_IN_A_FILTER = 20;

function inParts(checks: readonly string[]): string[][] {
  const parts = Math.ceil(checks.length / CHECKS_IN_A_FILTER);
  return Array.from({ length: parts }, (_, place) =>
    checks.slice(place * CHECKS_IN_A_FILTER, (place + 1) * CHECKS_IN_A_FILTER),
  );
}

import type { Condition } from "../alert";
import { MINUTE, type Subject } from "./subject";

/** From outside, as users come: only of services that everybody may call and that do not scale to zero. */
export const uptime: Subject = {
  title: "From outside",
  after: {
    page: "redis-unreachable.md",
    stop: "Stop when it is ready from everywhere for ten minutes: one place in the world that disagrees is that place's trouble.",
  },
  alerts: [
    {
      id: "uptime",
      title: "A service is not ready when it is asked from outside",
      severity: "CRITICAL",
      why: "Nobody who comes from the internet gets an answer, whatever the metrics inside say.",
      first: [
        "npx lineup probe --project PROJECT: the path that is asked is that of the startup probe, which needs Redis.",
        "Does Redis answer? Then it is the way in: the name, the certificate, or services.*.ingress and public.",
      ],
      when: ({ services }) => {
        const checks = services.flatMap(({ uptimeCheck }) => uptimeCheck ?? []);
        if (checks.length === 0) return [];
        const failed: Condition = {
          is: "over",
          title: "places in the world from which it is not ready",
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
        };
        return [failed];
      },
    },
  ],
};

import { ofLog } from "./log-filter";
import { HOUR, type Subject } from "./subject";

const NIGHT = "drift-night";

/**
 * What the nightly drift leaves behind after it has judged: one entry. A condition looks back 25 hours at most
 * (facts/metrics/limits.ts): none in a day, for an hour. A night that begins more than an hour later than the one before
 * is told as missing until it has judged.
 */
export const nightly: Subject = {
  title: "Nightly drift",
  counted: [
    {
      name: NIGHT,
      title: "nights that drift has judged",
      filter: () => ofLog("global", 'log_id("lineup-drift")', 'jsonPayload.schema="lineup/night/1"'),
    },
  ],
  alerts: [
    {
      id: "drift-silent",
      title: "No drift was looked for in 25 hours",
      severity: "ERROR",
      why: "Somebody may have changed anything by hand since, and the next deploy takes it back, or breaks on it. Before the first night it says nothing.",
      first: [
        "gh run list --workflow drift.yaml --limit 3: did it not start, or fail before it judged?",
        "GitHub switches schedules off after 60 days without a commit: gh workflow enable drift.yaml",
      ],
      when: (things) => [
        {
          is: "under",
          title: "nights that drift has judged, in a day",
          measure: {
            title: "nights that drift has judged",
            metric: things.count(NIGHT),
            resource: "global",
            labels: {},
            everySeconds: 24 * HOUR,
            align: "ALIGN_DELTA",
            reduce: "REDUCE_SUM",
          },
          limit: 1,
          forSeconds: HOUR,
          missing: "ACTIVE",
        },
      ],
    },
  ],
};

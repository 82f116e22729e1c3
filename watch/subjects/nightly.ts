import { ofLog } from "../../facts/log-filter";
import { NIGHT_MARK } from "../../facts/night-mark";
import { HOUR, type Subject } from "./subject";

const NIGHT = "drift-night";

/**
 * What the nightly drift leaves behind after it has judged: one entry. A condition looks back 25 hours at most
 * (facts/metrics/limits.ts): none in a day, for an hour. A night that begins more than an hour later than the one before
 * is told as missing until it has judged.
 */
export const nightly: Subject = {
  title: "Nightly drift",
  after: {
    proof: [{ text: "It has ended well:", command: "gh run list --workflow drift.yaml --limit 1" }],
    stop: "Stop when a run that was started by hand, `gh workflow run drift.yaml`, has left its mark. What it says of drift is its issue's.",
  },
  counted: [
    {
      name: NIGHT,
      title: "nights that drift has judged",
      filter: () =>
        ofLog(NIGHT_MARK.resource, `log_id("${NIGHT_MARK.log}")`, `jsonPayload.schema="${NIGHT_MARK.schema}"`),
    },
  ],
  alerts: [
    {
      id: "drift-silent",
      title: "No drift was looked for in 25 hours",
      severity: "ERROR",
      why: "Somebody may have changed anything by hand since, and the next deploy takes it back, or breaks on it. Before the first night it says nothing.",
      first: [
        { text: "did it not start, or fail before it judged?", command: "gh run list --workflow drift.yaml --limit 3" },
        {
          text: "is it active? GitHub switches schedules off after 60 days without a commit.",
          command: "gh workflow view drift.yaml",
        },
      ],
      repair: [
        { text: "GitHub has switched the schedule off?", command: "gh workflow enable drift.yaml" },
        { text: "Judge now:", command: "gh workflow run drift.yaml" },
      ],
      when: (things) => [
        {
          is: "under",
          title: "nights that drift has judged, in a day",
          measure: {
            title: "nights that drift has judged",
            metric: things.count(NIGHT),
            resource: NIGHT_MARK.resource,
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

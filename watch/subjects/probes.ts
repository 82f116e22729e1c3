import type { Condition, Measure } from "../alert";
import type { Things } from "../things";
import { HOUR, MINUTE, type Subject } from "./subject";

const BY_JOB = ["resource.labels.job_name"];
const DAY = 24 * HOUR;

const executions = ({ probes }: Things, title: string, everySeconds: number, result?: string): Measure => ({
  title,
  metric: "run.googleapis.com/job/completed_execution_count",
  resource: "cloud_run_job",
  labels: {
    "resource.labels.job_name": probes,
    ...(result === undefined ? {} : { "metric.labels.result": result }),
  },
  everySeconds,
  align: "ALIGN_DELTA",
  reduce: "REDUCE_SUM",
  groupBy: BY_JOB,
});

/** Three in a row did not run. Without a schedule it is the nightly drift that runs them, and 25 hours: no condition looks back further. */
const window = ({ probedEveryMinutes: every }: Things) =>
  every === undefined
    ? { everySeconds: DAY, forSeconds: HOUR }
    : { everySeconds: Math.max(3 * every, 10) * MINUTE, forSeconds: MINUTE };

export const probes: Subject = {
  title: "Probes",
  after: {
    proof: [
      {
        text: "The newest of each has succeeded:",
        command: "gcloud run jobs executions list --region REGION --project PROJECT --limit 5",
      },
    ],
    stop: "Stop when the next execution of each probe has succeeded.",
  },
  alerts: [
    {
      id: "redis-probe-failed",
      title: "A probe does not reach Redis",
      severity: "CRITICAL",
      why: "The probe stands where a service stands: that service does not reach Redis either, or will not at its next start.",
      first: [
        { text: "at which step it stops, and what that can mean.", command: "npx lineup probe --project PROJECT" },
        { text: "which hop of the path is cut?", command: "npx lineup diagnose --project PROJECT" },
      ],
      repair: [
        {
          text: "Repair what diagnose names; what was changed by hand is taken back by a deploy:",
          command: "npm run deploy -- ENVIRONMENT",
        },
      ],
      when: (things) =>
        things.probes.length === 0
          ? []
          : [
              {
                is: "over",
                title: "executions that failed in 5 minutes",
                measure: executions(things, "executions that failed", 5 * MINUTE, "failed"),
                limit: 0,
                forSeconds: 0,
              },
            ],
    },
    {
      id: "probe-silent",
      title: "The probes do not run",
      severity: "ERROR",
      why: "Nothing asks any more whether Redis can be reached: all that hangs on the probes is green, and says nothing.",
      first: [
        {
          text: "when was the last one, and of which job?",
          command: "gcloud run jobs executions list --region REGION --project PROJECT",
        },
        {
          text: "with watch, is the schedule there and enabled? Without, look at the runs of drift.yaml.",
          command: "gcloud scheduler jobs list --location REGION --project PROJECT",
        },
      ],
      repair: [
        {
          text: "A job or its schedule is gone, or paused? Deploy what is written:",
          command: "npm run deploy -- ENVIRONMENT",
        },
        { text: "Without a schedule it is the nightly drift that runs them:", command: "gh workflow run drift.yaml" },
      ],
      when: (things) => {
        const { everySeconds, forSeconds } = window(things);
        const none: Condition = {
          is: "under",
          title: "executions",
          measure: executions(things, "executions", everySeconds),
          limit: 1,
          forSeconds,
          missing: "ACTIVE",
        };
        return things.probes.length === 0 ? [] : [none];
      },
    },
  ],
};

import type { ApiKind } from "../../kind";
import { runMessages } from "../../operation-messages";

const JOB = "run/projects/{project}/locations/{location}/jobs/{job}";

/** What came of running a job. */
export const runExecutions: ApiKind = {
  collection: `${JOB}/executions`,
  style: "long-running",
  messages: runMessages("Execution"),
  named: { field: "name" },
  filled: (draft) => draft,
  actions: {
    cancel: (execution, _, place) => ({
      messages: runMessages("Execution"),
      begins: (over) => place.executions.cancel(execution, place.name, over),
    }),
  },
};

export const runTasks: ApiKind = {
  collection: `${JOB}/executions/{execution}/tasks`,
  style: "long-running",
  messages: runMessages("Task"),
  named: { field: "name" },
  filled: (draft) => draft,
};

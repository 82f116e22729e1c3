import { ApiError } from "../../api-error";
import { type ApiKind, thingOf } from "../../kind";
import { runMessages } from "../../operation-messages";
import { policyActions } from "../policies";
import { demandAccess } from "./access";
import { runFields } from "./fields";
import { starts } from "./start";
import { taskTemplate } from "./templates";

export const runJobs: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/jobs",
  style: "long-running",
  messages: runMessages("Job"),
  named: { parameter: "jobId" },
  replaces: true,
  check: (draft, place) => demandAccess(thingOf(thingOf(draft, "template"), "template"), place),
  filled: (draft, place, before) => {
    const execution = thingOf(draft, "template") ?? {};
    return {
      launchStage: "GA",
      ...draft,
      ...runFields(place, before),
      template: {
        parallelism: 0,
        taskCount: 1,
        ...execution,
        template: taskTemplate(thingOf(execution, "template") ?? {}, place),
      },
      executionCount: before?.executionCount ?? 0,
    };
  },
  ...starts((thing) => thingOf(thingOf(thing, "template"), "template")),
  actions: {
    ...policyActions,
    run: (job, { overrides }, place) => {
      if (overrides !== undefined) throw new ApiError(501, "this loopback cloud runs a job as it is: no overrides");
      return {
        messages: runMessages("Execution"),
        begins: (over, fault) => place.executions.begin(job, place, over, fault),
      };
    },
  },
};

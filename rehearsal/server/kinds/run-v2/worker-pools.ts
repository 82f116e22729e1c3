import { type ApiKind, thingOf } from "../../kind";
import { runMessages } from "../../operation-messages";
import { policyActions } from "../policies";
import { demandAccess } from "./access";
import { runFields } from "./fields";
import { keepRevision, revisionFor } from "./revisions";
import { starts } from "./start";
import { poolTemplate } from "./templates";

export const runWorkerPools: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/workerPools",
  style: "long-running",
  messages: runMessages("WorkerPool"),
  named: { parameter: "workerPoolId" },
  replaces: true,
  check: (draft, place) => demandAccess(thingOf(draft, "template"), place),
  filled: (draft, place, before) => {
    const template = poolTemplate(thingOf(draft, "template") ?? {}, place);
    const revision = revisionFor(template, place, before);
    return {
      launchStage: "GA",
      ...draft,
      ...runFields(place, before),
      template,
      instanceSplits: draft.instanceSplits ?? [{ type: "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST", percent: 100 }],
      latestReadyRevision: revision,
      latestCreatedRevision: revision,
    };
  },
  after: keepRevision,
  ...starts((thing) => thingOf(thing, "template")),
  actions: policyActions,
};

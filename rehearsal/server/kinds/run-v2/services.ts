import { type ApiKind, thingOf } from "../../kind";
import { runMessages } from "../../operation-messages";
import { refuseOpenService } from "../../org-policies";
import { policyActions } from "../policies";
import { demandAccess } from "./access";
import { generationAfter, runFields } from "./fields";
import { keepRevision } from "./revisions";
import { starts } from "./start";
import { revisionTemplate } from "./templates";

export const runServices: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/services",
  style: "long-running",
  messages: runMessages("Service"),
  named: { parameter: "serviceId" },
  replaces: true,
  check: (draft, place) => {
    if (draft.invokerIamDisabled === true) refuseOpenService(place.project, place.store);
    demandAccess(thingOf(draft, "template"), place);
  },
  filled: (draft, place, before) => {
    const revision = `${place.path}/revisions/${place.id}-${String(generationAfter(before)).padStart(5, "0")}-reh`;
    const uri = `https://${place.id}-${place.project}.a.run.app`;
    return {
      ingress: "INGRESS_TRAFFIC_ALL",
      launchStage: "GA",
      ...draft,
      ...runFields(place, before),
      template: revisionTemplate(thingOf(draft, "template") ?? {}, place),
      traffic: draft.traffic ?? [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
      trafficStatuses: draft.traffic ?? [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
      latestReadyRevision: revision,
      latestCreatedRevision: revision,
      uri,
      urls: [uri],
    };
  },
  after: keepRevision,
  ...starts((thing) => thingOf(thing, "template")),
  actions: policyActions,
};

import { type ApiKind, thingOf } from "../../kind";
import { runMessages } from "../../operation-messages";
import { refuseOpenService } from "../../org-policies";
import { policyActions } from "../policies";
import { demandAccess } from "./access";
import { runFields } from "./fields";
import { released } from "./release";
import { keepRevision, revisionFor } from "./revisions";
import { starts } from "./start";
import { revisionTemplate } from "./templates";
import { refuseTraffic, trafficOf } from "./traffic";

export const runServices: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/services",
  style: "long-running",
  messages: runMessages("Service"),
  named: { parameter: "serviceId" },
  replaces: true,
  hasEtag: true,
  check: (draft, place) => {
    if (draft.invokerIamDisabled === true) refuseOpenService(place.project, place.store);
    refuseTraffic(draft);
    demandAccess(thingOf(draft, "template"), place);
  },
  filled: (draft, place, before) => {
    const template = revisionTemplate(thingOf(draft, "template") ?? {}, place);
    const revision = revisionFor(template, place, before);
    const uri = `https://${place.id}-${place.project}.a.run.app`;
    return {
      ingress: "INGRESS_TRAFFIC_ALL",
      launchStage: "GA",
      ...draft,
      ...runFields(place, before),
      template,
      traffic: trafficOf(draft),
      trafficStatuses: trafficOf(draft),
      latestReadyRevision: revision,
      latestCreatedRevision: revision,
      uri,
      urls: [uri],
    };
  },
  after: keepRevision,
  ...starts((thing) => thingOf(thing, "template")),
  outcome: (thing, place, before, broken) => released(thing, place, before, broken),
  actions: policyActions,
};

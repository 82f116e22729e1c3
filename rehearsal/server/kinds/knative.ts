import { type ApiKind, listOf, numberOf, type Place, textOf, thingOf, timestamp } from "../kind";
import type { CloudObject } from "../store";
import { defaultAccount } from "./accounts";

/** The first-generation API of Cloud Run. Here its services are apart from those of the second; at Google both are one. */
export const knativeServices: ApiKind = {
  collection: "cloudrun/apis/serving.knative.dev/v1/namespaces/{project}/services",
  style: "immediate",
  named: { made: (body) => textOf(thingOf(body, "metadata"), "name") ?? "" },
  filled: (draft, place, before) => {
    const generation = (numberOf(thingOf(before, "metadata"), "generation") ?? 0) + 1;
    const revision = `${place.id}-${String(generation).padStart(5, "0")}-abc`;
    const said = thingOf(draft, "metadata");
    return {
      ...draft,
      metadata: {
        ...said,
        namespace: "100000000001",
        generation,
        resourceVersion: "AAAAAAAAAAA",
        uid:
          thingOf(before, "metadata")?.uid ?? `00000000-0000-4000-8000-${String(place.store.next()).padStart(12, "0")}`,
        creationTimestamp: thingOf(before, "metadata")?.creationTimestamp ?? timestamp(),
        selfLink: `/apis/serving.knative.dev/v1/namespaces/100000000001/services/${place.id}`,
        annotations: { "run.googleapis.com/ingress": "all", ...thingOf(said, "annotations") },
      },
      spec: specOf(thingOf(draft, "spec"), place),
      status: statusOf(generation, revision, place),
    };
  },
};

/** With the defaults of a container that says nothing about them. */
function specOf(spec: CloudObject | undefined, place: Place): CloudObject {
  const template = thingOf(spec, "template");
  const inner = thingOf(template, "spec");
  const containers = (listOf(inner, "containers") as CloudObject[]).map((container) => ({
    ports: [{ name: "http1", containerPort: 8080 }],
    ...container,
    resources: { limits: { cpu: "1000m", memory: "512Mi" }, ...thingOf(container, "resources") },
  }));
  const defaults = {
    containerConcurrency: 80,
    timeoutSeconds: 300,
    serviceAccountName: defaultAccount(place.project, place.store),
  };
  return {
    traffic: [{ percent: 100, latestRevision: true }],
    ...spec,
    template: { ...template, spec: { ...defaults, ...inner, containers } },
  };
}

function statusOf(observedGeneration: number, revision: string, { id }: Place): CloudObject {
  const url = `https://${id}-100000000001.run.app`;
  return {
    observedGeneration,
    conditions: ["Ready", "ConfigurationsReady", "RoutesReady"].map((type) => ({ type, status: "True" })),
    latestReadyRevisionName: revision,
    latestCreatedRevisionName: revision,
    traffic: [{ revisionName: revision, percent: 100, latestRevision: true }],
    url,
    address: { url },
  };
}

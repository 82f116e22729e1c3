import { type ApiKind, listOf, type Place, textOf, thingOf, timestamp, withState } from "../kind";
import { messagesOf } from "../operation-messages";
import type { CloudObject } from "../store";
import { defaultAccount } from "./accounts";
import { policyActions } from "./policies";
import { runServices } from "./run-v2";

/** Functions of the second generation: each is built, and runs as a Cloud Run service of its name. */
export const functions: ApiKind = {
  collection: "cloudfunctions/projects/{project}/locations/{location}/functions",
  style: "long-running",
  messages: messagesOf("google.cloud.functions.v2", "Function"),
  named: { parameter: "functionId" },
  everywhere: true,
  filled: (draft, place, before) => ({
    ...draft,
    name: place.path,
    environment: "GEN_2",
    state: "ACTIVE",
    createTime: before?.createTime ?? timestamp(),
    updateTime: timestamp(),
    url: `https://${place.location}-${place.project}.cloudfunctions.net/${place.id}`,
    buildConfig: {
      dockerRegistry: "ARTIFACT_REGISTRY",
      serviceAccount: `projects/${place.project}/serviceAccounts/${defaultAccount(place.project, place.store)}`,
      ...thingOf(draft, "buildConfig"),
    },
    serviceConfig: {
      timeoutSeconds: 60,
      maxInstanceCount: 100,
      ingressSettings: "ALLOW_ALL",
      availableMemory: "256M",
      availableCpu: "0.1666",
      maxInstanceRequestConcurrency: 1,
      allTrafficOnLatestRevision: true,
      serviceAccountEmail: defaultAccount(place.project, place.store),
      ...thingOf(draft, "serviceConfig"),
      service: serviceOf(place).path,
      uri: `https://${place.id}-${place.project}.a.run.app`,
    },
  }),
  meanwhile: withState,
  after: (place, thing) => {
    const service = serviceOf(place);
    if (!thing) return service.store.remove(service.name);
    const before = service.store.get(service.name);
    const made = runServices.filled(serviceFrom(thingOf(thing, "serviceConfig") ?? {}), service, before);
    service.store.put(service.name, made);
    runServices.after?.(service, made);
  },
  actions: policyActions,
};

function serviceOf(place: Place): Place {
  const path = place.path.replace("/functions/", "/services/");
  return { ...place, path, name: `run/${path}` };
}

/** The function in the words of Cloud Run. */
function serviceFrom(config: CloudObject): CloudObject {
  const [connector, egress] = [textOf(config, "vpcConnector"), textOf(config, "vpcConnectorEgressSettings")];
  const variables = Object.entries(thingOf(config, "environmentVariables") ?? {});
  const secrets = listOf(config, "secretEnvironmentVariables") as CloudObject[];
  const env = [
    ...variables.map(([name, value]) => ({ name, value })),
    ...secrets.map(({ key, secret, version }) => ({
      name: key,
      valueSource: { secretKeyRef: { secret, version: version ?? "latest" } },
    })),
  ];
  return {
    labels: { "goog-managed-by": "cloudfunctions" },
    template: {
      serviceAccount: config.serviceAccountEmail,
      containers: [{ image: "gcf-artifacts/function", env }],
      ...(connector === undefined ? {} : { vpcAccess: { connector, ...(egress === undefined ? {} : { egress }) } }),
    },
  };
}

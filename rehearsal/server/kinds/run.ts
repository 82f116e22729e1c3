import { randomUUID } from "node:crypto";
import { ApiError } from "../api-error";
import { type ApiKind, lastSegment, listOf, type Place, textOf, thingOf, timestamp } from "../kind";
import { runMessages } from "../operation-messages";
import { refuseOpenService } from "../org-policies";
import type { CloudObject } from "../store";
import { defaultAccount } from "./accounts";
import { subnetworkOf } from "./networks";
import { policyActions } from "./policies";
import { starts } from "./run-start";

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

export const runJobs: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/jobs",
  style: "long-running",
  messages: runMessages("Job"),
  named: { parameter: "jobId" },
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
      executionCount: 0,
    };
  },
  ...starts((thing) => thingOf(thingOf(thing, "template"), "template")),
  actions: policyActions,
};

export const runWorkerPools: ApiKind = {
  collection: "run/projects/{project}/locations/{location}/workerPools",
  style: "long-running",
  messages: runMessages("WorkerPool"),
  named: { parameter: "workerPoolId" },
  replaces: true,
  check: (draft, place) => demandAccess(thingOf(draft, "template"), place),
  filled: (draft, place, before) => {
    const revision = `${place.path}/revisions/${place.id}-${String(generationAfter(before)).padStart(5, "0")}-reh`;
    return {
      launchStage: "GA",
      ...draft,
      ...runFields(place, before),
      template: poolTemplate(thingOf(draft, "template") ?? {}, place),
      instanceSplits: draft.instanceSplits ?? [{ type: "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST", percent: 100 }],
      latestReadyRevision: revision,
      latestCreatedRevision: revision,
    };
  },
  after: keepRevision,
  ...starts((thing) => thingOf(thing, "template")),
  actions: policyActions,
};

/** Each change of a template makes a revision, which stays as it is. */
export const runRevisions: ApiKind[] = ["services", "workerPools"].map((parents) => ({
  collection: `run/projects/{project}/locations/{location}/${parents}/{parent}/revisions`,
  style: "long-running",
  named: { field: "name" },
  filled: (draft) => draft,
}));

function keepRevision({ store, path }: Place, thing: CloudObject | undefined): void {
  const name = textOf(thing, "latestCreatedRevision");
  const { scaling, containers, volumes, vpcAccess, serviceAccount, timeout } = thingOf(thing, "template") ?? {};
  if (name === undefined || store.get(`run/${name}`)) return;
  const now = timestamp();
  store.put(`run/${name}`, {
    name,
    uid: randomUUID(),
    generation: "1",
    createTime: now,
    updateTime: now,
    launchStage: "GA",
    service: lastSegment(path),
    ...Object.fromEntries(
      Object.entries({ scaling, containers, volumes, vpcAccess, serviceAccount, timeout }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
    conditions: [{ type: "Ready", state: "CONDITION_SUCCEEDED", lastTransitionTime: now }],
    observedGeneration: "1",
    etag: '"1"',
  });
}

/** The connector or subnet exists, and is in the region of the service. */
function demandAccess(template: CloudObject | undefined, { store, project, location }: Place): void {
  const access = thingOf(template, "vpcAccess");
  const connector = textOf(access, "connector");
  if (connector !== undefined) {
    const here = `projects/${project}/locations/${location}/connectors/${connector}`;
    const name = connector.includes("/") ? connector : here;
    if (!name.includes(`/locations/${location}/`) || !store.get(`vpcaccess/${name}`)) {
      throw new ApiError(
        400,
        `VPC connector ${name} does not exist in ${location}, or Cloud Run does not have permission to use it.`,
      );
    }
  }
  for (const one of listOf(access, "networkInterfaces") as CloudObject[]) {
    const [network, subnetwork] = [textOf(one, "network"), textOf(one, "subnetwork")];
    // With a network alone, its subnet of the same name is meant.
    const name = subnetworkOf(subnetwork ?? lastSegment(network ?? ""), project, location);
    if (!store.get(`compute/${name}`)) throw new ApiError(400, `Subnetwork ${name} does not exist.`);
  }
}

function runFields(place: Place, before: CloudObject | undefined): CloudObject {
  const now = timestamp();
  return {
    name: place.path,
    uid: before?.uid ?? randomUUID(),
    generation: String(generationAfter(before)),
    observedGeneration: String(generationAfter(before)),
    createTime: before?.createTime ?? now,
    updateTime: now,
    creator: "rehearsal@example.com",
    lastModifier: "rehearsal@example.com",
    terminalCondition: { type: "Ready", state: "CONDITION_SUCCEEDED", lastTransitionTime: now },
    conditions: [],
    reconciling: false,
    etag: `"${generationAfter(before)}"`,
  };
}

function generationAfter(before: CloudObject | undefined): number {
  return Number(before?.generation ?? 0) + 1;
}

function revisionTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    maxInstanceRequestConcurrency: 80,
    timeout: "300s",
    serviceAccount: defaultAccount(place.project, place.store),
    ...template,
    scaling: { maxInstanceCount: 100, ...thingOf(template, "scaling") },
    containers: (listOf(template, "containers") as CloudObject[]).map((container, index) => ({
      ...container,
      ...(index === 0 && container.ports === undefined && listOf(template, "containers").length === 1
        ? { ports: [{ name: "http1", containerPort: 8080 }] }
        : {}),
      resources: resources(thingOf(container, "resources")),
      ...(index === 0 && container.startupProbe === undefined
        ? { startupProbe: { timeoutSeconds: 240, periodSeconds: 240, failureThreshold: 1, tcpSocket: { port: 8080 } } }
        : {}),
    })),
    ...access(template),
  };
}

function taskTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    timeout: "600s",
    maxRetries: 3,
    serviceAccount: defaultAccount(place.project, place.store),
    executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2",
    ...template,
    containers: (listOf(template, "containers") as CloudObject[]).map((container) => ({
      ...container,
      resources: { limits: { cpu: "1000m", memory: "512Mi" }, ...thingOf(container, "resources") },
    })),
    ...access(template),
  };
}

function poolTemplate(template: CloudObject, place: Place): CloudObject {
  return {
    serviceAccount: defaultAccount(place.project, place.store),
    ...template,
    containers: (listOf(template, "containers") as CloudObject[]).map((container) => ({
      ...container,
      resources: { limits: { cpu: "1000m", memory: "512Mi" }, ...thingOf(container, "resources") },
    })),
    ...access(template),
  };
}

/** Google's documentation implies it: egress that is not set is for private ranges. */
function access(template: CloudObject): CloudObject {
  const vpcAccess = thingOf(template, "vpcAccess");
  if (!vpcAccess || Object.keys(vpcAccess).length === 0) return {};
  return { vpcAccess: { egress: "PRIVATE_RANGES_ONLY", ...vpcAccess } };
}

function resources(said: CloudObject | undefined): CloudObject {
  // With `resources`, `cpuIdle` is false by default; without, it is true.
  const limits = { cpu: "1000m", memory: "512Mi", ...thingOf(said, "limits") };
  return said ? { ...said, limits } : { limits, cpuIdle: true, startupCpuBoost: true };
}

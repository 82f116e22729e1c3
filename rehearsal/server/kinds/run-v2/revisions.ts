import { randomUUID } from "node:crypto";
import { ApiError, failedPrecondition } from "../../api-error";
import { type ApiKind, isCloudObject, lastSegment, listOf, type Place, textOf, thingOf, timestamp } from "../../kind";
import { runMessages } from "../../operation-messages";
import type { CloudObject, Store } from "../../store";
import { callerOf } from "./fields";

/** Each change of a template makes a revision, which stays as it is until somebody deletes it. */
export const runRevisions: ApiKind[] = ["services", "workerPools"].map((parents) => ({
  collection: `run/projects/{project}/locations/{location}/${parents}/{parent}/revisions`,
  style: "long-running",
  messages: runMessages("Revision"),
  named: { field: "name" },
  filled: (draft) => draft,
  checkRemoval: ({ name }, { store }) => refuseUsed(String(name), store),
}));

/** https://cloud.google.com/run/docs/managing/revisions: not one that may take requests, nor the latest. */
function refuseUsed(path: string, store: Store): void {
  const parent = store.get(`run/${path.slice(0, path.indexOf("/revisions/"))}`);
  const id = lastSegment(path);
  const named = (listOf(parent, "traffic") as CloudObject[]).some(
    (one) => lastSegment(textOf(one, "revision") ?? "") === id,
  );
  const isLatest = [parent?.latestCreatedRevision, parent?.latestReadyRevision].includes(path);
  if (!named && !isLatest) return;
  throw failedPrecondition(`Revision "${id}" cannot be directly deleted because it is actively serving.`);
}

/** Its path: the one that there is, where nothing of the template has changed and nobody asks for another. */
export function revisionFor(template: CloudObject, place: Place, before: CloudObject | undefined): string {
  const last = textOf(before, "latestCreatedRevision");
  const isForced = place.query.get("forceNewRevision") === "true";
  if (last !== undefined && !isForced && isSame(template, thingOf(before, "template"))) return last;
  const number = Number(/-(\d{5})-reh$/.exec(last ?? "")?.[1] ?? 0) + 1;
  const own = textOf(template, "revision");
  const path = `${place.path}/revisions/${own ?? `${place.id}-${String(number).padStart(5, "0")}-reh`}`;
  if (own !== undefined && place.store.get(`run/${path}`)) {
    throw new ApiError(409, `Revision named '${own}' with different configuration already exists.`);
  }
  return path;
}

/** Whatever the order of the fields. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((inner, at) => isSame(inner, other[at]));
  }
  if (!isCloudObject(one) || !isCloudObject(other)) return one === other;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
}

/** What a revision has of its template. */
const KEPT = [
  ...["labels", "annotations", "scaling", "containers", "volumes", "vpcAccess", "serviceAccount", "timeout"],
  ...["executionEnvironment", "encryptionKey", "sessionAffinity", "maxInstanceRequestConcurrency"],
];

/** Keeps the newest revision of a service, with what became of it. */
export function keepRevision(place: Place, thing: CloudObject | undefined): void {
  const { store, path } = place;
  const name = textOf(thing, "latestCreatedRevision");
  if (thing === undefined || name === undefined || store.get(`run/${name}`)) return;
  const template = thingOf(thing, "template") ?? {};
  const now = timestamp();
  const kept = KEPT.filter((key) => template[key] !== undefined).map((key) => [key, template[key]]);
  const clients = ["client", "clientVersion"].flatMap((key) => {
    const said = textOf(template, key) ?? textOf(thing, key);
    return said === undefined ? [] : [[key, said]];
  });
  store.put(`run/${name}`, {
    name,
    uid: randomUUID(),
    generation: "1",
    createTime: now,
    updateTime: now,
    launchStage: "GA",
    service: lastSegment(path),
    ...Object.fromEntries([...kept, ...clients]),
    creator: callerOf(place),
    conditions: [readinessIn(thing) ?? { type: "Ready", state: "CONDITION_SUCCEEDED", lastTransitionTime: now }],
    observedGeneration: "1",
    etag: '"1"',
  });
}

/** Why the newest revision is not ready, where it is not; a service says it as `ConfigurationsReady`. */
export function readinessIn(thing: CloudObject | undefined): CloudObject | undefined {
  const said = (listOf(thing, "conditions") as CloudObject[]).find(({ type }) => type === "ConfigurationsReady");
  return said && { ...said, type: "Ready" };
}

/** Whether a revision is there and can take requests. */
export function revisionState(path: string, store: Store): "ready" | "not ready" | "gone" {
  const revision = store.get(`run/${path}`);
  if (!revision) return "gone";
  const ready = (listOf(revision, "conditions") as CloudObject[]).find(({ type }) => type === "Ready");
  return ready?.state === "CONDITION_SUCCEEDED" ? "ready" : "not ready";
}

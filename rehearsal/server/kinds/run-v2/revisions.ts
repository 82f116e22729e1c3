import { randomUUID } from "node:crypto";
import { type ApiKind, lastSegment, type Place, textOf, thingOf, timestamp } from "../../kind";
import type { CloudObject } from "../../store";

/** Each change of a template makes a revision, which stays as it is. */
export const runRevisions: ApiKind[] = ["services", "workerPools"].map((parents) => ({
  collection: `run/projects/{project}/locations/{location}/${parents}/{parent}/revisions`,
  style: "long-running",
  named: { field: "name" },
  filled: (draft) => draft,
}));

export function keepRevision({ store, path }: Place, thing: CloudObject | undefined): void {
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

import { ApiError } from "../api-error";
import { projectNumber } from "../geography";
import { type ApiKind, listOf, textOf, thingOf, timestamp } from "../kind";
import { refuseLocation } from "../org-policies";
import type { CloudObject, Store } from "../store";
import { policyActions } from "./policies";

export const secrets: ApiKind = {
  collection: "secretmanager/projects/{project}/secrets",
  style: "immediate",
  named: { parameter: "secretId" },
  check: (draft, { project, store }, before) => {
    if (before) return;
    const replicas = listOf(thingOf(thingOf(draft, "replication"), "userManaged"), "replicas") as CloudObject[];
    const places = replicas.length > 0 ? replicas.map((one) => textOf(one, "location") ?? "") : ["global"];
    for (const place of places) refuseLocation(place, "secret", project, store);
  },
  filled: (draft, { path, store, project }, before) => ({
    ...draft,
    name: path.replace(/^projects\/[^/]+/, `projects/${projectNumber(project, store)}`),
    createTime: before?.createTime ?? timestamp(),
    etag: '"1"',
  }),
  actions: {
    ...policyActions,
    addVersion: (thing, body, { store, name }) => {
      const number = store.list(`${name}/versions`).length + 1;
      const version: CloudObject = {
        name: `${String(thing.name)}/versions/${number}`,
        createTime: timestamp(),
        state: "ENABLED",
        replicationStatus: { automatic: {} },
        etag: `"${number}"`,
      };
      store.put(`${name}/versions/${number}`, version);
      store.put(contentOf(`${name}/versions/${number}`), thingOf(body, "payload") ?? {});
      return { answer: version };
    },
  },
};

export const secretVersions: ApiKind = {
  collection: "secretmanager/projects/{project}/secrets/{secret}/versions",
  style: "immediate",
  named: { field: "name" },
  // The one that was made last, whatever its state: https://cloud.google.com/secret-manager/docs/access-secret-version
  meant: (path, _, store) => {
    const [, versions = ""] = /^(.+\/versions)\/latest$/.exec(path) ?? [];
    const last = store.list(versions).length;
    return last > 0 ? `${versions}/${last}` : path;
  },
  filled: (draft) => draft,
  actions: {
    access: (thing, _, { store, name }) => {
      if (thing.state !== "ENABLED") throw new ApiError(400, `Secret version is in ${String(thing.state)} state.`);
      return { answer: { name: thing.name, payload: store.get(contentOf(name)) ?? {} } };
    },
    enable: (thing) => ({ thing: { ...thing, state: "ENABLED" } }),
    disable: (thing) => ({ thing: { ...thing, state: "DISABLED" } }),
    destroy: (thing, _, { store, name }) => {
      store.remove(contentOf(name));
      return { thing: { ...thing, state: "DESTROYED", destroyTime: timestamp() } };
    },
  },
};

/** What a version holds is kept beside it: only `:access` prints it. */
function contentOf(version: string): string {
  return `${version}/payload`;
}

/** What a version holds, as text; undefined where it was destroyed. */
export function secretIn(version: string, store: Store): string | undefined {
  const data = textOf(store.get(contentOf(version)), "data");
  return data === undefined ? undefined : Buffer.from(data, "base64").toString("utf8");
}

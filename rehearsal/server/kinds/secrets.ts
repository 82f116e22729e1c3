import { ApiError } from "../api-error";
import { projectNumber } from "../geography";
import { type ApiKind, thingOf, timestamp } from "../kind";
import type { CloudObject } from "../store";
import { policyActions } from "./policies";

export const secrets: ApiKind = {
  collection: "secretmanager/projects/{project}/secrets",
  style: "immediate",
  named: { parameter: "secretId" },
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
        payload: thingOf(body, "payload"),
      };
      store.put(`${name}/versions/${number}`, version);
      return { answer: withoutPayload(version) };
    },
  },
};

export const secretVersions: ApiKind = {
  collection: "secretmanager/projects/{project}/secrets/{secret}/versions",
  style: "immediate",
  named: { field: "name" },
  filled: (draft) => draft,
  actions: {
    access: (thing) => {
      if (thing.state !== "ENABLED") throw new ApiError(400, `Secret version is in ${String(thing.state)} state.`);
      return { answer: { name: thing.name, payload: thing.payload } };
    },
    enable: (thing) => ({ thing: { ...thing, state: "ENABLED" } }),
    disable: (thing) => ({ thing: { ...thing, state: "DISABLED" } }),
    destroy: (thing) => ({ thing: { ...withoutPayload(thing), state: "DESTROYED" } }),
  },
};

function withoutPayload({ payload: _, ...version }: CloudObject): CloudObject {
  return version;
}

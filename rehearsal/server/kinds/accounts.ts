import { type Kind, listOf, textOf } from "../kind";
import type { Store, Thing } from "../store";
import { policyActions } from "./policies";

function emailOf(account: string, project: string): string {
  return `${account}@${project}.iam.gserviceaccount.com`;
}

export const serviceAccounts: Kind = {
  collection: "iam/projects/{project}/serviceAccounts",
  style: "immediate",
  named: { made: ({ accountId }, { project }) => emailOf(String(accountId), project) },
  unwrapped: (body) => ({ ...(body.serviceAccount as Thing), ...body, serviceAccount: undefined }),
  listed: "accounts",
  filled: ({ accountId, updateMask: _, serviceAccount: __, ...draft }, { project, store }, before) => {
    const email = textOf(before, "email") ?? emailOf(String(accountId), project);
    return {
      ...draft,
      name: `projects/${project}/serviceAccounts/${email}`,
      projectId: project,
      uniqueId: before?.uniqueId ?? String(store.next()),
      email,
      oauth2ClientId: before?.oauth2ClientId ?? String(store.next()),
      etag: "MDEwMjE5MjA=",
    };
  },
  actions: {
    ...policyActions,
    enable: (thing) => ({ thing: { ...thing, disabled: false } }),
    disable: (thing) => ({ thing: { ...thing, disabled: true } }),
  },
};

/** Every project that is asked for is there. */
export const projects: Kind = {
  collection: "cloudresourcemanager/projects",
  style: "immediate",
  named: { field: "projectId" },
  filled: (draft) => draft,
  actions: policyActions,
};

/** A project, with the network that Google puts into it. */
export function welcome(id: string, store: Store): void {
  if (store.get(`cloudresourcemanager/projects/${id}`)) return;
  store.put(`cloudresourcemanager/projects/${id}`, {
    projectId: id,
    projectNumber: String(store.next()),
    name: id,
    lifecycleState: "ACTIVE",
    createTime: "2025-01-01T00:00:00Z",
  });
}

export const projectServices: Kind = {
  collection: "serviceusage/projects/{project}/services",
  style: "long-running",
  operationsAt: () => "",
  named: { field: "serviceId" },
  filled: (draft) => draft,
  collectionActions: {
    batchEnable: (body, { store, project }) => {
      for (const id of listOf(body, "serviceIds")) {
        const name = `projects/${project}/services/${String(id)}`;
        const config = { name: id, title: id };
        store.put(`serviceusage/${name}`, { name, parent: `projects/${project}`, state: "ENABLED", config });
      }
      return { services: store.list(`serviceusage/projects/${project}/services`) };
    },
  },
  actions: {
    enable: (thing) => ({ thing: { ...thing, state: "ENABLED" } }),
    disable: (thing) => ({ thing: { ...thing, state: "DISABLED" } }),
  },
};

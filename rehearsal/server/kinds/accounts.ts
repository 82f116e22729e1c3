import { projectNumber } from "../geography";
import { type ApiKind, lastSegment, listOf, textOf } from "../kind";
import { serviceUsageMessages } from "../operation-messages";
import type { CloudObject, Store } from "../store";
import { selfLink } from "./compute";
import { policyActions } from "./policies";
import { quotasOf } from "./quotas";

function emailOf(account: string, project: string): string {
  return `${account}@${project}.iam.gserviceaccount.com`;
}

export const serviceAccounts: ApiKind = {
  collection: "iam/projects/{project}/serviceAccounts",
  style: "immediate",
  named: { made: ({ accountId }, { project }) => emailOf(String(accountId), project) },
  unwrapped: (body) => ({ ...(body.serviceAccount as CloudObject), ...body, serviceAccount: undefined }),
  listed: "accounts",
  meant: (path, _, store) => accountPath(path, store),
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
    // Those that Google keeps are rotated by Google; nobody has made one of his own here.
    keys: ({ name }, _, { query }) => {
      const asked = query.getAll("keyTypes");
      const key = { name: `${String(name)}/keys/1`, keyType: "SYSTEM_MANAGED" };
      return { answer: asked.length === 0 || asked.includes(key.keyType) ? { keys: [key] } : {} };
    },
    enable: switched(undefined),
    disable: switched(true),
  },
};

/** Google looks the project up from the account. */
export function accountPath(path: string, store: Store): string {
  if (!path.startsWith("iam/projects/-/")) return path;
  const everywhere = [...store.matching(/^iam\/projects\/[^/]+\/serviceAccounts$/)];
  const found = everywhere.find(({ name }) => lastSegment(name) === lastSegment(path));
  return found?.name ?? path;
}

/** Nothing is answered. The API leaves out what is false. */
function switched(disabled: true | undefined): NonNullable<ApiKind["actions"]>[string] {
  return (thing, _, { store, name }) => {
    store.put(name, { ...thing, disabled });
    return { answer: {} };
  };
}

/** Every project exists as soon as it is named. */
export const projects: ApiKind = {
  collection: "cloudresourcemanager/projects",
  style: "immediate",
  named: { field: "projectId" },
  filled: (draft) => draft,
  actions: policyActions,
};

/** What a service runs as where nothing is said: it is there as soon as the project is. */
export function defaultAccount(project: string, store: Store): string {
  return `${projectNumber(project, store)}-compute@developer.gserviceaccount.com`;
}

/** A project as Compute Engine knows it; its `id` is not the project's number. */
export function computeProject(project: string, store: Store): CloudObject {
  return {
    kind: "compute#project",
    id: "1000000000000000001",
    name: project,
    selfLink: selfLink(`projects/${project}`),
    defaultServiceAccount: defaultAccount(project, store),
    quotas: quotasOf(project, undefined, store),
  };
}

/** A project, with the network and the account that Google puts into it. */
export function welcome(id: string, store: Store): void {
  if (store.get(`cloudresourcemanager/projects/${id}`)) return;
  store.put(`cloudresourcemanager/projects/${id}`, {
    projectId: id,
    projectNumber: String(store.next()),
    name: id,
    lifecycleState: "ACTIVE",
    createTime: "2025-01-01T00:00:00Z",
  });
  const email = defaultAccount(id, store);
  store.put(`iam/projects/${id}/serviceAccounts/${email}`, {
    name: `projects/${id}/serviceAccounts/${email}`,
    projectId: id,
    uniqueId: String(store.next()),
    email,
    displayName: "Compute Engine default service account",
    etag: "MDEwMjE5MjA=",
  });
}

/** Every API of Google can be read; it is disabled until it is enabled. */
export const projectServices: ApiKind = {
  collection: "serviceusage/projects/{project}/services",
  style: "long-running",
  messages: serviceUsageMessages,
  operationsAt: () => "",
  named: { field: "serviceId" },
  unmade: ({ project, id }) => apiOf(project, id, "DISABLED"),
  filled: (draft) => draft,
  selected: (thing, query) => {
    const state = /^state:(\w+)$/.exec(query.get("filter") ?? "")?.[1];
    return state === undefined || thing.state === state;
  },
  collectionActions: {
    batchEnable: (body, { store, project }) => {
      for (const id of listOf(body, "serviceIds")) {
        store.put(`serviceusage/projects/${project}/services/${String(id)}`, apiOf(project, String(id), "ENABLED"));
      }
      return { services: store.list(`serviceusage/projects/${project}/services`) };
    },
  },
  actions: {
    enable: (thing) => ({ thing: { ...thing, state: "ENABLED" } }),
    disable: (thing) => ({ thing: { ...thing, state: "DISABLED" } }),
  },
};

/** Whether somebody has disabled the API in this project; one that nobody has enabled yet answers here. */
export function isOff(api: string, project: string, store: Store): boolean {
  return store.get(`serviceusage/projects/${project}/services/${api}.googleapis.com`)?.state === "DISABLED";
}

export function isOffSomewhere(api: string, store: Store): boolean {
  const all = store.matching(/^serviceusage\/projects\/[^/]+\/services$/);
  return [...all].some(({ name, thing }) => name.endsWith(`/${api}.googleapis.com`) && thing.state === "DISABLED");
}

function apiOf(project: string, id: string, state: "ENABLED" | "DISABLED"): CloudObject {
  const [name, parent] = [`projects/${project}/services/${id}`, `projects/${project}`];
  return { name, parent, state, config: { name: id, title: id } };
}

import { type ApiKind, type Place, textOf } from "../kind";
import type { CloudObject, Store } from "../store";

/** A project as compute knows it: which other project's networks it shares. */
export const computeProjects: ApiKind = {
  collection: "compute/projects",
  style: "compute",
  named: { field: "name" },
  unmade: ({ id }) => ({ kind: "compute#project", name: id }),
  filled: (draft) => draft,
  actions: {
    getXpnHost: (_, __, place) => ({ answer: hostOf(place) }),
  },
};

function hostOf({ store, name }: Place): CloudObject {
  const host = textOf(store.get(`${name}/xpnHost`), "name");
  // Where there is none, Google answers an empty project.
  return { kind: "compute#project", ...(host === undefined ? {} : { name: host, xpnProjectStatus: "HOST" }) };
}

/** Attaches a service project to its host, as somebody with rights on both would. */
export function attach(project: string, host: string, store: Store): void {
  store.put(`compute/projects/${project}/xpnHost`, { name: host });
}

import { ApiError, notFound } from "../api-error";
import type { ApiKind } from "../kind";
import { listOf, thingOf, timestamp } from "../kind";
import { effectiveRules } from "../org-policies";
import type { CloudObject } from "../store";
import { byNumber } from "./identity-pools";

/** Policies of the organization, as far as they are set on a project. What was never set has no policy, and rules. */
export const orgPolicies: ApiKind = {
  collection: "orgpolicy/projects/{project}/policies",
  style: "immediate",
  named: { field: "name" },
  replaces: true,
  unmade: ({ path, store }) => ({ name: byNumber(path, store) }),
  shown: (thing, path) => {
    refuseUnset(thing, path);
    return thing;
  },
  check: (draft, { path }, before) => {
    if (before) refuseUnset(before, path);
    for (const rule of listOf(thingOf(draft, "spec"), "rules") as CloudObject[]) {
      const kinds = ["allowAll", "denyAll", "enforce", "values"].filter((kind) => rule[kind] !== undefined);
      if (kinds.length !== 1) throw new ApiError(400, `A rule says one thing, got ${kinds.join(" and ") || "none"}.`);
    }
  },
  filled: (draft, { path, store }) => ({
    ...draft,
    name: byNumber(path, store),
    spec: { ...thingOf(draft, "spec"), updateTime: timestamp() },
    etag: `CJ${store.next()}=`,
  }),
  checkRemoval: (thing, { path }) => refuseUnset(thing, path),
  actions: {
    getEffectivePolicy: (_, __, { id, path, project, store }) => ({
      answer: { name: byNumber(path, store), spec: { rules: effectiveRules(id, project, store) } },
    }),
  },
};

function refuseUnset({ etag }: CloudObject, path: string): void {
  if (etag === undefined) throw notFound(path);
}

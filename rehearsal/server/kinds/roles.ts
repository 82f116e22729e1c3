import { isPermission } from "../../../facts/google-apis/iam";
import { ApiError, failedPrecondition } from "../api-error";
import { type ApiKind, listOf } from "../kind";
import type { CloudObject } from "../store";

/** How long the id of a role that is gone for good stays taken: 37 days after it was deleted. */
const DAYS_TO_RESTORE = 7;
const DAYS_TO_FORGET = 30;

/** Roles of a project's own making. */
export const customRoles: ApiKind = {
  collection: "iam/projects/{project}/roles",
  style: "immediate",
  named: { field: "roleId" },
  unwrapped: ({ role, ...body }) => ({ ...(role as CloudObject | undefined), ...body }),
  selected: (thing, query) => query.get("showDeleted") === "true" || thing.deleted !== true,
  // Only a full view says what it holds.
  shown: ({ includedPermissions, ...thing }, _, __, query) =>
    query && query.get("view") !== "FULL" ? thing : { ...thing, includedPermissions },
  taken: ({ deleted }, { id, path }) =>
    deleted === true
      ? marked(id)
      : new ApiError(409, `A role named ${id} in ${path.replace(/\/roles\/.*$/, "")} already exists.`),
  check: (draft, { name, path, id, store }, before) => {
    if (!before && store.get(graveOf(name))) throw marked(id);
    if (!/^[A-Za-z0-9_.]{3,64}$/.test(id)) {
      throw new ApiError(400, `The role_id must be 3-64 of [a-zA-Z0-9_.], got ${JSON.stringify(id.slice(0, 80))}.`);
    }
    if (before?.deleted === true) {
      throw failedPrecondition(`You can't update role_id (${path}) as it is deleted. Please undelete it first.`);
    }
    for (const permission of listOf(draft, "includedPermissions").map(String)) {
      if (!isPermission(permission) || NOT_OF_PROJECTS.test(permission)) {
        throw new ApiError(400, `Permission ${permission} is not valid.`);
      }
    }
  },
  filled: ({ roleId: _, ...draft }, { path, store }) => ({
    stage: "ALPHA",
    ...draft,
    name: path,
    etag: `BwY${store.next()}`,
  }),
  checkRemoval: ({ deleted }, { path }) => {
    if (deleted === true) throw failedPrecondition(`You can't delete role_id (${path}) as it is already deleted.`);
  },
  burial: {
    days: DAYS_TO_RESTORE,
    kept: (thing) => ({ ...thing, deleted: true }),
    afterwards: { days: DAYS_TO_FORGET, at: graveOf },
  },
  actions: {
    undelete: ({ deleted, ...thing }, _, { path }) => {
      if (deleted !== true) throw failedPrecondition(`You can't undelete role_id (${path}) as it is not deleted.`);
      return { thing };
    },
  },
};

/** What is asked of organizations, folders and tags is in no role of a project. */
const NOT_OF_PROJECTS =
  /^resourcemanager\.(organizations|folders|tagKeys|tagValues|hierarchyNodes)\.|^resourcemanager\.projects\.(list|create)$/;

function marked(id: string): ApiError {
  return failedPrecondition(`You can't create a role_id (${id}) which has been marked for deletion.`);
}

/** Beside the collection, so that nothing reads or lists it. */
function graveOf(name: string): string {
  return name.replace(/\/roles\/([^/]+)$/, "/forgottenRoles/$1");
}

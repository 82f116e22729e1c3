import type { ApiKind } from "../kind";
import type { CloudObject } from "../store";

/** Roles of a project's own making. One that is deleted stays for a week, marked; here it is gone at once. */
export const customRoles: ApiKind = {
  collection: "iam/projects/{project}/roles",
  style: "immediate",
  named: { field: "roleId" },
  unwrapped: ({ role, ...body }) => ({ ...(role as CloudObject | undefined), ...body }),
  filled: ({ roleId: _, ...draft }, { path }) => ({ stage: "ALPHA", ...draft, name: path, etag: "BwYAAAAAAAA=" }),
};

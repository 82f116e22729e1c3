import { type ApiKind, textOf } from "../kind";

/** Who pays for a project: somebody does, unless it is said otherwise. */
export const billing: ApiKind = {
  collection: "cloudbilling/projects/{project}",
  style: "immediate",
  named: { field: "name" },
  unmade: ({ path, project }) => ({
    name: path,
    projectId: project,
    billingAccountName: "billingAccounts/000000-000000-000000",
    billingEnabled: true,
  }),
  filled: (draft, { path, project }) => {
    const account = textOf(draft, "billingAccountName");
    const paid = account === undefined ? {} : { billingAccountName: account };
    // The API leaves out what is false.
    return { name: path, projectId: project, ...paid, ...(account === undefined ? {} : { billingEnabled: true }) };
  },
};

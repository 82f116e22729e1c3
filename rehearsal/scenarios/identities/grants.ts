import { type Grant, grantsOf, type Identity } from "../../../facts/identities";
import type { Sandbox } from "../../sandbox";
import { BUCKET } from "../faults/recovery";
import { PROJECT } from "../incident/names";

/** Those that the rehearsal plays. */
export const PLAYED = ["bootstrap", "plan", "deploy", "inventory", "release"] as const satisfies readonly Identity[];
export type Played = (typeof PLAYED)[number];

export const accountOf = (identity: Played) => `lineup-${identity}@${PROJECT}.iam.gserviceaccount.com`;

const ROLES = `projects/${PROJECT}/roles`;

/** Gives each identity what is documented for it and nothing else, without one role of one, as the owner of the project does. */
export async function grantAll(owner: Sandbox, without?: { identity: Played; role: string }): Promise<void> {
  const all = PLAYED.flatMap((identity) =>
    grantsOf(identity)
      .filter(({ role }) => identity !== without?.identity || role !== without.role)
      .map((grant) => ({ ...grant, members: [`serviceAccount:${accountOf(identity)}`] })),
  );
  for (const { role, permissions } of all) await makeRole(owner, role, permissions);
  const bindings = (on: Grant["on"]) =>
    all
      .filter((grant) => grant.on === on)
      .map(({ role, permissions, members }) => ({ role: permissions ? `${ROLES}/${role}` : role, members }));
  const policy = { bindings: bindings("project") };
  await owner.callApi("POST", `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`, { policy });
  // What is granted on a bucket or an account can be granted when there is one.
  if (owner.cloud.objects.projectOf(BUCKET) !== undefined)
    await owner.callApi("PUT", `storage/v1/b/${BUCKET}/iam`, { bindings: bindings("state bucket") });
  const actAs = { policy: { bindings: bindings("accounts of the services") } };
  for (const { name } of owner.cloud.cloud.store.list(`iam/projects/${PROJECT}/serviceAccounts`))
    await owner.callApi("POST", `iam/v1/${String(name)}:setIamPolicy`, actAs);
}

/** A predefined role is there already. */
async function makeRole(owner: Sandbox, roleId: string, includedPermissions: Grant["permissions"]): Promise<void> {
  if (!includedPermissions || owner.cloud.cloud.store.get(`iam/${ROLES}/${roleId}`)) return;
  const role = { title: roleId, stage: "GA", includedPermissions };
  await owner.callApi("POST", `iam/v1/${ROLES}`, { roleId, role });
}

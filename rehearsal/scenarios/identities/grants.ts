import type { Sandbox } from "../../sandbox";
import { BUCKET } from "../faults/recovery";
import { PROJECT } from "../incident/names";

/** What an identity is given, as docs/ci.md and docs/inventory.md write it. */
export interface Grant {
  role: string;
  on: "project" | "state bucket" | "each secret of Redis";
  /** Of a role of the project's own. */
  permissions?: string[];
  for: string;
}

export type Identity = "plan" | "deploy" | "inventory";

export const accountOf = (identity: Identity) => `lineup-${identity}@${PROJECT}.iam.gserviceaccount.com`;

const POLICY_OF_PROJECT = `cloudresourcemanager/v1/projects/${PROJECT}`;
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;

/** Gives each identity what it is given and nothing else, as the owner of the project does. */
export async function grantAll(owner: Sandbox, identities: Record<Identity, readonly Grant[]>): Promise<void> {
  const all = (Object.entries(identities) as [Identity, readonly Grant[]][]).flatMap(([identity, grants]) =>
    grants.map((grant) => ({ ...grant, members: [`serviceAccount:${accountOf(identity)}`] })),
  );
  for (const { role, permissions } of all) {
    if (permissions) await makeRole(owner, role, permissions);
  }
  const bindings = (on: Grant["on"]) =>
    all.filter((grant) => grant.on === on).map(({ role, members }) => ({ role, members }));
  await owner.callApi("POST", `${POLICY_OF_PROJECT}:setIamPolicy`, { policy: { bindings: bindings("project") } });
  await owner.callApi("PUT", `storage/v1/b/${BUCKET}/iam`, { bindings: bindings("state bucket") });
  for (const secret of await secretsOfRedis(owner)) {
    const { bindings: kept = [] } = await owner.callApi("GET", `${SECRETS}/${secret}:getIamPolicy`);
    const others = (kept as { role: string; members: string[] }[]).filter(
      ({ members }) => !members.some((member) => member.includes("lineup-")),
    );
    const policy = { bindings: [...others, ...bindings("each secret of Redis")] };
    await owner.callApi("POST", `${SECRETS}/${secret}:setIamPolicy`, { policy });
  }
}

async function makeRole(owner: Sandbox, role: string, includedPermissions: readonly string[]): Promise<void> {
  if (owner.cloud.cloud.store.get(`iam/${role}`)) return;
  const [, , , roleId] = role.split("/");
  await owner.callApi("POST", `iam/v1/projects/${PROJECT}/roles`, {
    roleId,
    role: { title: roleId, stage: "GA", includedPermissions },
  });
}

async function secretsOfRedis(owner: Sandbox): Promise<string[]> {
  const { secrets = [] } = await owner.callApi("GET", SECRETS);
  return (secrets as { name: string }[])
    .map(({ name }) => name.split("/").at(-1) ?? "")
    .filter((one) => /redis/.test(one));
}

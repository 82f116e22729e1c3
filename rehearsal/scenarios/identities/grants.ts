import { type ACCOUNT_IDS, type Grant, grantsOf, type Identity } from "../../../facts/identities";
import type { Sandbox } from "../../sandbox";
import { PROJECT } from "../incident/names";

/** Those that the rehearsal plays. */
export const PLAYED = [
  "bootstrap",
  "plan",
  "deploy",
  "probe",
  "inventory",
  "release",
] as const satisfies readonly Identity[];
export type Played = (typeof PLAYED)[number];
/** To these an owner of the project gives their roles; those of the pipeline are made by the bootstrap. */
export type Person = Exclude<Played, keyof typeof ACCOUNT_IDS>;

export const accountOf = (identity: Played) => `lineup-${identity}@${PROJECT}.iam.gserviceaccount.com`;

const ROLES = `projects/${PROJECT}/roles`;
const ON_PROJECT = `cloudresourcemanager/v1/projects/${PROJECT}`;
const ACCOUNTS = `iam/v1/projects/${PROJECT}/serviceAccounts`;

/** What is documented for somebody and nothing else. */
export async function give(owner: Sandbox, person: Person): Promise<void> {
  for (const { role: id, permissions, on } of grantsOf(person)) {
    const role = permissions ? await makeRole(owner, id, permissions) : id;
    for (const path of placesOf(on, owner))
      await change(owner, path, (bindings) => [
        ...bindings,
        { role, members: [`serviceAccount:${accountOf(person)}`] },
      ]);
  }
}

/** A role that an identity has somewhere, taken away. */
export async function takeAway(owner: Sandbox, identity: Played, role: string): Promise<void> {
  const grant = grantsOf(identity).find((one) => one.role === role);
  if (!grant) throw new Error(`${identity} has no ${role}`);
  const member = `serviceAccount:${accountOf(identity)}`;
  for (const path of placesOf(grant.on, owner))
    await change(owner, path, (bindings) =>
      bindings.map((one) =>
        one.role === role ? { ...one, members: one.members.filter((other) => other !== member) } : one,
      ),
    );
}

/** A predefined role is there already. */
async function makeRole(owner: Sandbox, roleId: string, includedPermissions: Grant["permissions"]): Promise<string> {
  const name = `${ROLES}/${roleId}`;
  if (!owner.cloud.cloud.store.get(`iam/${name}`))
    await owner.callApi("POST", `iam/v1/${ROLES}`, {
      roleId,
      role: { title: roleId, stage: "GA", includedPermissions },
    });
  return name;
}

function placesOf(on: Grant["on"], owner: Sandbox): string[] {
  if (on === "project") return [ON_PROJECT];
  if (on !== "accounts of the services") throw new Error(`nobody is given a role by hand on ${on}`);
  const accounts = owner.cloud.cloud.store.list(`iam/projects/${PROJECT}/serviceAccounts`);
  const emails = accounts.map(({ email }) => String(email)).filter((email) => !email.startsWith("lineup-"));
  return emails.map((email) => `${ACCOUNTS}/${email}`);
}

interface Binding {
  role: string;
  members: string[];
  condition?: object;
}

async function change(owner: Sandbox, path: string, by: (bindings: Binding[]) => Binding[]): Promise<void> {
  const { store } = owner.cloud.cloud;
  const policy = store.get(`${path.replace("/v1/", "/")}/iamPolicy`) as { bindings?: Binding[] } | undefined;
  const bindings = by(policy?.bindings ?? []).filter(({ members }) => members.length > 0);
  await owner.callApi("POST", `${path}:setIamPolicy`, { policy: { ...policy, version: 3, bindings } });
}

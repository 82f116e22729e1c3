import { type ApiObject, textAt } from "../../google/answer";
import { NotThere } from "../../google/refusal";
import { isBlock, own } from "../../inputs/blocks";
import type { Missing } from "../../inputs/shapes";
import { lastSegment } from "../../values";
import { type LiveResource, picked } from "../model";
import type { ApiRequest, Reader } from "../reader";
import { shaped } from "../shape/shaped";
import { ANY, accountsNamed, type SecretNamed, secretsNamed, secretsSaid } from "./named";
import { grantsIn, OF_ACCOUNTS, READERS } from "./policy";
import { type ApiResult, type ApiSource, each, type Found } from "./source";

// Whether a caller may run and read what it is given: its account, its secrets, and who may read them.

const SECRET = "google_secret_manager_secret";
const VERSION = "google_secret_manager_secret_version";
const ACCOUNT = "google_service_account";

/** Of one kind of thing that the callers name: the request for each, and what is written of it. */
function ofSecrets(
  source: Omit<ApiSource, "read" | "api">,
  read: (reader: Reader, secret: SecretNamed, found: Found) => Promise<LiveResource[]>,
): ApiSource {
  return {
    ...source,
    api: "SECRET_MANAGER",
    read: async (reader, _, found) => {
      const missing: Missing[] = [];
      const named = new Map(secretsNamed(found(), reader.project).map((one) => [one.path, one]));
      const result = await each(source, [...named.keys()], async (path) => {
        const secret = named.get(path);
        if (!secret) return [];
        return unlessMissing(read(reader, secret, found), () => missing.push({ type: SECRET, name: path }));
      });
      return source.types.includes(SECRET) ? { ...result, missing } : result;
    },
  };
}

async function unlessMissing(found: Promise<LiveResource[]>, note: () => unknown): Promise<LiveResource[]> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof NotThere)) throw error;
    note();
    return [];
  }
}

const secretManager = (path: string, permission: string): ApiRequest => ({ api: "SECRET_MANAGER", path, permission });

/** Secrets of another project have it before their name. */
function nameOf({ project, id }: SecretNamed, reader: Reader): string {
  return project === reader.project.id ? id : `${project}/${id}`;
}

const secrets = ofSecrets(
  { what: "secrets", types: [SECRET], permissions: ["secretmanager.secrets.get"] },
  async (reader, secret) => {
    const thing = await reader.one(secretManager(secret.path, "secretmanager.secrets.get"));
    return [written(secret, thing, reader)];
  },
);

function written(secret: SecretNamed, thing: ApiObject, reader: Reader): LiveResource {
  const { id, project } = secret;
  const aliases = own(thing, "versionAliases");
  const named = Object.entries(isBlock(aliases) ? aliases : {}).filter(([, version]) => /^\d+$/.test(String(version)));
  const versions = { version_aliases: Object.fromEntries(named.map(([name, version]) => [name, String(version)])) };
  const values = { ...shaped(SECRET, thing), secret_id: id, project, ...versions };
  return { type: SECRET, name: nameOf(secret, reader), values };
}

/** They decide no path. A secret that is to be made may be there already. */
const otherSecrets: ApiSource = {
  what: "secrets that no caller names",
  types: [],
  api: "SECRET_MANAGER",
  permissions: ["secretmanager.secrets.list"],
  async read(reader, _, found): Promise<ApiResult> {
    const { id: project } = reader.project;
    // Without its versions, one of the same name would be taken for the one that a caller names.
    const named = new Set(secretsSaid(found()).map(lastSegment));
    const asked = secretManager(`projects/${project}/secrets`, "secretmanager.secrets.list");
    const live = (await reader.list("secrets", asked)).flatMap((thing) => {
      const id = lastSegment(textAt(thing, "name") ?? "");
      const path = `projects/${project}/secrets/${id}`;
      return named.has(id) ? [] : [written({ project, id, path }, thing, reader)];
    });
    return { live };
  },
};

const versions = ofSecrets(
  { what: "versions of secrets", types: [VERSION], permissions: ["secretmanager.versions.list"] },
  async (reader, secret) => {
    const { path, project } = secret;
    const found = await reader.list("versions", secretManager(`${path}/versions`, "secretmanager.versions.list"));
    return found.map((thing) => {
      const version = lastSegment(textAt(thing, "name") ?? "");
      const state = { enabled: textAt(thing, "state") === "ENABLED", ...picked(thing, "destroyTime") };
      const values = { secret: path, version, name: `${path}/versions/${version}`, ...state, project };
      return { type: VERSION, name: `${nameOf(secret, reader)}/${version}`, values };
    });
  },
);

/** The members of these accounts: nobody else's name is written. */
export function members(found: Found, reader: Reader): Set<string> {
  return new Set(accountsNamed(found(), reader.project).map(({ email }) => `serviceAccount:${email}`));
}

const policies = ofSecrets(
  {
    what: "access to secrets",
    types: ["google_secret_manager_secret_iam_member"],
    permissions: ["secretmanager.secrets.getIamPolicy"],
  },
  async (reader, secret, found) => {
    const { path, project } = secret;
    const policy = await reader.one({
      ...secretManager(`${path}:getIamPolicy`, "secretmanager.secrets.getIamPolicy"),
      query: { "options.requestedPolicyVersion": "3" },
    });
    const on = { type: "google_secret_manager_secret_iam_member", name: nameOf(secret, reader) };
    return grantsIn(policy, members(found, reader), { ...on, values: { secret_id: path, project } }, READERS);
  },
);

/** Also all that the accounts may do there: what a service would lose with its account. */
const projectPolicies: ApiSource = {
  what: "access to all secrets of a project",
  types: ["google_project_iam_member"],
  api: "RESOURCE_MANAGER",
  permissions: ["resourcemanager.projects.getIamPolicy"],
  read(reader, _, found): Promise<ApiResult> {
    const { id } = reader.project;
    const own = accountsNamed(found(), reader.project).length > 0 ? [id] : [];
    const owners = new Set([...own, ...secretsNamed(found(), reader.project).map(({ project }) => project)]);
    return each(this, [...owners], async (project) => {
      const [permission] = this.permissions;
      const path = `projects/${project}:getIamPolicy`;
      const policy = await reader.one({ api: "RESOURCE_MANAGER", path, permission, readsPolicy: true });
      const on = { type: "google_project_iam_member", name: project, values: { project } };
      return grantsIn(policy, members(found, reader), on, project === id ? OF_ACCOUNTS : READERS);
    });
  },
};

const accounts: ApiSource = {
  what: "service accounts",
  types: [ACCOUNT],
  api: "IAM",
  permissions: ["iam.serviceAccounts.get"],
  async read(reader, _, found): Promise<ApiResult> {
    const missing: Missing[] = [];
    const named = new Map(accountsNamed(found(), reader.project).map((one) => [one.email, one]));
    const result = await each(this, [...named.keys()], async (email) => {
      const project = named.get(email)?.in ?? ANY;
      const path = `projects/${project}/serviceAccounts/${email}`;
      const asked = reader.one({ api: "IAM", path, permission: this.permissions[0] }).then((thing): LiveResource[] => {
        const [id = ""] = email.split("@");
        const values = { email, account_id: id, disabled: own(thing, "disabled") === true };
        return [
          {
            type: ACCOUNT,
            name: email,
            values: { ...values, project: textAt(thing, "projectId") ?? reader.project.id },
          },
        ];
      });
      return project === ANY ? asked : unlessMissing(asked, () => missing.push({ type: ACCOUNT, name: email }));
    });
    return { ...result, missing };
  },
};

export const access: ApiSource[] = [accounts, secrets, versions, policies, projectPolicies, otherSecrets];

import data from "./roles.json";

// Which of Google's predefined roles hold the few permissions that are asked for here. The list of roles is whole: a role
// that is not on it is one that is not known, and not one that holds none of them. `scripts/role-facts.ts` renews it.

/**
 * With one of these, held on a project or above, somebody can make himself its owner, or act as accounts that are more
 * than he is.
 */
export const TAKE_EVERYTHING: Readonly<Record<string, string>> = {
  "resourcemanager.projects.setIamPolicy": "give itself any role on the project",
  "resourcemanager.folders.setIamPolicy": "give itself any role on the folder",
  "resourcemanager.organizations.setIamPolicy": "give itself any role on the organization",
  "iam.serviceAccounts.setIamPolicy": "give itself the use of every service account",
  "iam.serviceAccounts.getAccessToken": "sign in as every service account",
  "iam.serviceAccounts.implicitDelegation": "sign in as service accounts through others",
  "iam.serviceAccounts.signBlob": "sign in as every service account",
  "iam.serviceAccounts.signJwt": "sign in as every service account",
  "iam.serviceAccounts.actAs": "run code as every service account",
  "iam.serviceAccountKeys.create": "make keys of every service account",
  "iam.roles.update": "add permissions to the custom roles that it has",
  "iam.googleapis.com/workloadIdentityPoolProviders.create": "let identities of its own into the project",
  "iam.googleapis.com/workloadIdentityPoolProviders.update": "let identities of its own into the project",
  "cloudbuild.builds.create": "run code as the account of Cloud Build",
  "deploymentmanager.deployments.create": "make resources as the account of Google APIs",
  "storage.hmacKeys.create": "make storage keys of every service account",
};

/** The permission to read what a version of a secret holds. */
export const READS_SECRETS = "secretmanager.versions.access";

/** What a role's entry in the data says of it. */
export const ASKED: readonly string[] = [READS_SECRETS, ...Object.keys(TAKE_EVERYTHING)];

const PREFIX = "roles/";
let known: Map<string, string[]> | undefined;

/** Made at the first question: most runs ask none. */
function knownRoles(): Map<string, string[]> {
  if (known) return known;
  const names = Object.entries(data.roles).flatMap(([service, names]) =>
    names.split(" ").map((name) => (service === "" ? name : `${service}.${name}`)),
  );
  const found = new Map(names.map((name) => [name, [] as string[]]));
  for (const [permission, roles] of Object.entries(data.holding))
    for (const role of roles.split(" ")) found.get(role)?.push(permission);
  known = found;
  return found;
}

/** Those of these permissions that one of Google's own roles holds; undefined where the role is not known. */
function heldBy(role: string): readonly string[] | undefined {
  return role.startsWith(PREFIX) ? knownRoles().get(role.slice(PREFIX.length)) : undefined;
}

/** Whether one of Google's own roles reads secrets; undefined where the role is not known. */
export function roleReadsSecrets(role: string): boolean | undefined {
  return heldBy(role)?.includes(READS_SECRETS);
}

/** By which of its permissions one of Google's own roles takes everything; undefined where the role is not known. */
export function powersOfRole(role: string): readonly string[] | undefined {
  return heldBy(role)?.filter(takesEverything);
}

export function takesEverything(permission: unknown): boolean {
  return typeof permission === "string" && Object.hasOwn(TAKE_EVERYTHING, permission);
}

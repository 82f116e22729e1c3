import readers from "./secret-readers.json";

/** The permission to read what a version of a secret holds. */
export const READS_SECRETS = "secretmanager.versions.access";

/** A basic role, which the source does not list: Google documents that of these only the owner reads secrets. */
const OWNER = "roles/owner";

/** Whether one of Google's own roles holds it; undefined where the source does not list the role. */
export function roleReadsSecrets(role: string): boolean | undefined {
  if (role === OWNER || readers.holding.includes(role)) return true;
  return readers.lacking.includes(role) ? false : undefined;
}

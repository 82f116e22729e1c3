import readers from "./secret-readers.json";

/** The permission to read what a version of a secret holds. */
export const READS_SECRETS = "secretmanager.versions.access";

/** Whether one of Google's own roles holds it; undefined where the source does not list the role. */
export function roleReadsSecrets(role: string): boolean | undefined {
  if (readers.holding.includes(role)) return true;
  return readers.lacking.includes(role) ? false : undefined;
}

import { type Account, accountName } from "../topology/accounts";
import type { Reading } from "../topology/grants";
import type { SecretUse, Service, Topology } from "../topology/model";
import { projectOf } from "../topology/networks";
import type { SecretName } from "../topology/secrets";
import { mayHoldMore } from "./blind-spots";

export const GRANTS = ["google_secret_manager_secret_iam_member", "google_project_iam_member"];

/** A secret that a service is given, and what the input says of its account's leave to read it. */
export interface SecretAccess {
  use: SecretUse;
  secret: SecretName;
  account: Account;
  reading: Reading;
  /** Whether grants may be there that could not be read. */
  mayBeGranted: boolean;
}

/** Every secret that a service is given, as a variable or as a file. */
export function usedSecrets({ variables, secretVolumes }: Service): SecretUse[] {
  return [...variables, ...secretVolumes].filter(({ secret }) => secret !== undefined);
}

/** Cloud Run reads all of them before an instance starts, whatever they are for. */
export function secretAccess(topology: Topology, service: Service): SecretAccess[] {
  const { accounts, grants, secrets } = topology;
  const account = accounts.of(service.account);
  const mayBeGranted = mayHoldMore(topology, ...GRANTS);
  const project = projectOf(service.resource);
  const found = new Map<string, SecretAccess>();
  for (const use of usedSecrets(service)) {
    const secret = secrets.nameOf(use.secret, project);
    const key = JSON.stringify([secret.resource?.address, secret.project, secret.id ?? secret.shown]);
    if (found.has(key)) continue;
    found.set(key, { use, secret, account, reading: grants.reading(account, use.secret, project), mayBeGranted });
  }
  return [...found.values()];
}

/** What a path relies on where no grant is shown. */
export function mayRead({ account, secret, reading }: SecretAccess): string {
  const why = reading.why ?? "this input shows no grant of it";
  return `${accountName(account)} may read ${secret.shown}: ${why}`;
}

/**
 * Whether a grant elsewhere is unlikely: on the project, the folder or to a group one is always possible, and for what
 * is made here it would be made here, too.
 */
export function lacksGrant({ account, secret, reading, mayBeGranted }: SecretAccess): boolean {
  if (reading.answer !== "not shown" || account.unresolved || mayBeGranted) return false;
  const areMadeHere = [account.resource, secret.resource].every((resource) => resource?.mode === "managed");
  return areMadeHere || reading.leftOutBy !== undefined;
}

import { printed } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { usedSecrets } from "../../reachability/secret-access";
import { plain } from "../../text/plain";
import { enumerated } from "../../text/words";
import type { SecretUse, Service } from "../../topology/model";
import { projectOf } from "../../topology/networks";

// What a service has and will no longer have. Names only: a value may be a secret.

export interface Kept {
  was: Service;
  is: Service;
}

/** A service that is there before and after, and changes. */
export function changingService(change: Change, comparison: Comparison): Kept | undefined {
  if (change.action !== "update" && change.action !== "replace") return undefined;
  const { was, is } = comparison.services(change);
  return was && is ? { was, is } : undefined;
}

/** What is in the first and not in the second; nothing where one of them is not known in full. */
export function gone(was: readonly string[] | undefined, is: readonly string[] | undefined): string[] {
  if (was === undefined || is === undefined) return [];
  return [...new Set(was)].filter((one) => !is.includes(one)).sort();
}

/** The places that name a secret which the service is given before, and by no place after. */
export function droppedSecrets({ was, is }: Kept, { before, after }: Comparison): SecretUse[] {
  // A list that is not known may hold any secret.
  if (!areVariablesKnown(is)) return [];
  const [old, now] = [before.topology.secrets, after.topology.secrets];
  const given = usedSecrets(is).map(({ secret }) => now.nameOf(secret, projectOf(is.resource)));
  return usedSecrets(was).filter(({ secret }) => {
    const name = old.nameOf(secret, projectOf(was.resource));
    return name.id !== undefined && given.every((other) => now.compare(other, name) === "different");
  });
}

/** An entry without a name stands for a list, or a part of one, that is not known. */
export function areVariablesKnown({ variables }: Service): boolean {
  return variables.every(({ name }) => name !== "");
}

const MOST_NAMED = 5;

/** "FEATURE_FLAGS, OLD_URL and 3 more" */
export function named(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? [`${names.length - MOST_NAMED} more`] : [];
  return enumerated([...names.slice(0, MOST_NAMED).map((name) => plain(printed(name) || "(not printed)")), ...more]);
}

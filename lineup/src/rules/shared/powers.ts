import { powersOfRole, TAKE_EVERYTHING, takesEverything } from "../../../../facts/roles";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { Resource } from "../../inputs/model";
import { enumerated } from "../../text/words";
import type { CustomRoles } from "../../topology/custom-roles";
import type { Giving } from "../../topology/given";
import { flag, get, knownText, list } from "../../topology/read";
import { isKnown, type Maybe, Unresolved, type Value } from "../../values";

// From which roles one can take everything: by the permissions that they hold.

/** What is held here is held on everything below. */
export const ABOVE = /^google_(project|folder|organization)_iam_(member|binding|policy)$/;

/** The permissions of a role from which its holder takes everything; unresolved where it may hold one. */
export function powersOf({ given }: Pick<Giving, "given">, roles: CustomRoles): Maybe<readonly string[]> {
  const made = roles.find(given);
  if (made) {
    const permissions = permissionsOf(made);
    if (!isKnown(permissions)) return permissions;
    const powers = permissions.filter((one): one is string => takesEverything(one));
    const open = permissions.find((one) => one instanceof Unresolved);
    return powers.length === 0 && open instanceof Unresolved ? open : powers;
  }
  if (given === undefined) return [];
  if (!isKnown(given)) return given;
  return powersOfRole(given) ?? new Unresolved(given);
}

/** What a custom role lets its holder do: nothing while it is deleted or disabled. */
function permissionsOf(role: Resource): Maybe<Value[]> {
  if (flag(get(role, "deleted")) === true || knownText(get(role, "stage")) === "DISABLED") return [];
  return list(get(role, "permissions"));
}

/** What whoever holds a custom role may do afterwards and could not before; and what is not known of that. */
export function gainedByRole(
  { address, previousAddress = address }: Change,
  { before, after }: Comparison,
): { gained: readonly string[]; unknown: Unresolved | undefined } {
  const at = ({ topology }: Comparison["after"], wanted: string) => {
    const role = topology.resources.find((one) => one.address === wanted);
    const permissions = role ? permissionsOf(role) : [];
    return isKnown(permissions) ? permissions : [permissions];
  };
  const had = at(before, previousAddress);
  const has = at(after, address);
  return {
    gained: has.filter((one): one is string => typeof one === "string" && !had.includes(one)),
    unknown: has.find((one) => one instanceof Unresolved),
  };
}

/** "give itself any role on the project, make keys of every service account and 3 more" */
export function powersInWords(powers: readonly string[]): string {
  const words = [...new Set(powers.flatMap((one) => TAKE_EVERYTHING[one] ?? []))];
  const more = words.length > MOST ? [`${words.length - MOST} more`] : [];
  return enumerated([...words.slice(0, MOST), ...more]);
}

const MOST = 2;

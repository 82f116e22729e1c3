import { powersOfRole, TAKE_EVERYTHING, takesEverything } from "../../../../facts/roles";
import { enumerated } from "../../text/words";
import type { CustomRoles } from "../../topology/custom-roles";
import type { Giving } from "../../topology/given";
import { flag, get, knownText, list } from "../../topology/read";
import { isKnown, type Maybe, Unresolved } from "../../values";

// From which roles one can take everything: by the permissions that they hold.

/** The permissions of a role from which its holder takes everything; unresolved where it may hold one. */
export function powersOf({ given }: Pick<Giving, "given">, roles: CustomRoles): Maybe<readonly string[]> {
  const made = roles.find(given);
  if (made) {
    if (flag(get(made, "deleted")) === true || knownText(get(made, "stage")) === "DISABLED") return [];
    const permissions = list(get(made, "permissions"));
    if (!isKnown(permissions)) return permissions;
    const powers = permissions.filter((one): one is string => takesEverything(one));
    const open = permissions.find((one) => one instanceof Unresolved);
    return powers.length === 0 && open instanceof Unresolved ? open : powers;
  }
  if (given === undefined) return [];
  if (!isKnown(given)) return given;
  return powersOfRole(given) ?? new Unresolved(given);
}

/** "give itself any role on the project, make keys of every service account and 3 more" */
export function powersInWords(powers: readonly string[]): string {
  const words = [...new Set(powers.flatMap((one) => TAKE_EVERYTHING[one] ?? []))];
  const more = words.length > MOST ? [`${words.length - MOST} more`] : [];
  return enumerated([...words.slice(0, MOST), ...more]);
}

const MOST = 2;

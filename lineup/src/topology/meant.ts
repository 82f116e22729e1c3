import type { Resource } from "../inputs/model";
import { typeAt, Unresolved, unresolvedIn } from "../values";
import { get, isComputed, isIdentityOrWhole } from "./read";

/** Part of the path of anything. */
const PROJECTS = ["google_project", "google_client_config"];

/**
 * Which of the resources a value means that a plan does not know, and of which it keeps several references or none:
 * conditionals, locals and dynamic blocks. It is not known because what it means is yet to be made, so it is the one
 * such resource that it refers to, or where no reference is left, the only one there is. `isNamedByChance`: something
 * else here is not known either that people put into names, and then a name may be why.
 */
export function meantBy<Item extends { address: string; resource: Resource }>(
  value: Unresolved,
  items: readonly Item[],
  isNamedByChance = false,
): Item | undefined {
  const { references } = value;
  if (isComputed(value) || value.soleReference || value.parts) return undefined;
  if (references.length === 0 && (isNamedByChance || !value.isHidden)) return undefined;
  const types = new Set([...items.map(({ resource }) => resource.type), ...PROJECTS]);
  // What depends on anything else may be any of its branches.
  if (!references.every(({ address }) => types.has(typeAt(address)))) return undefined;
  const toBeMade = items.filter(({ resource }) => get(resource, "id") instanceof Unresolved);
  const isNamed = ({ address }: Item) =>
    references.some((one) => one.address === address && isIdentityOrWhole(one.attribute));
  const possible = references.length > 0 ? toBeMade.filter(isNamed) : toBeMade;
  return possible.length === 1 ? possible[0] : undefined;
}

/** Keys, passwords, files and times are in no name. */
const IN_NO_NAME = /^(google_|random_password$|random_bytes$|tls_|time_|null_|archive_|local_)/;

/** Whether this makes something that people put into names. */
export function makesNames({ type, values }: Resource): boolean {
  return !IN_NO_NAME.test(type) && unresolvedIn(values).length > 0;
}

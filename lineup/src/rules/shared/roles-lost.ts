import type { Comparison } from "../../compare/comparison";
import { type Account, compareAccounts } from "../../topology/accounts";
import { allGivenBy, type Giving } from "../../topology/given";
import { openedBy } from "../../topology/identity-types";
import type { Topology } from "../../topology/model";
import { placeInWords } from "../../topology/places";

/**
 * The roles that one account has before and another one has not after, on the same thing or on all of the project, and
 * as far as it is shown. Leave to read a secret is asked for by itself, where the service is given the secret.
 */
export function rolesLost(was: Account, is: Account, { before, after }: Comparison): string[] {
  const held = rolesOf(was, before.topology).filter(({ resource }) => openedBy(resource.type) !== "secret");
  const has = rolesOf(is, after.topology);
  const holds = new Set(has.map(keyOf));
  const everywhere = new Set(
    has.filter(({ resource }) => openedBy(resource.type) === "project").map(({ role }) => role),
  );
  return [...new Set(held.filter((one) => !holds.has(keyOf(one)) && !everywhere.has(one.role)).map(inWords))].sort();
}

function rolesOf(account: Account, { resources, accounts }: Topology): Giving[] {
  return allGivenBy(resources).filter(({ member }) => {
    // Everybody and groups are nobody's own account.
    if (typeof member === "string" && !member.startsWith("serviceAccount:")) return false;
    return compareAccounts(accounts.of(member), account) === "same";
  });
}

function keyOf(giving: Giving): string {
  return JSON.stringify([giving.role, placeInWords(giving.resource)]);
}

function inWords({ role, resource }: Giving): string {
  const place = placeInWords(resource);
  return place === "" ? role : `${role} on the ${place}`;
}

import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { Resource } from "../../inputs/model";
import { compareAccounts, isOfCompute } from "../../topology/accounts";
import { CustomRoles } from "../../topology/custom-roles";
import { allGivenBy } from "../../topology/given";
import type { Topology } from "../../topology/model";
import { placeInWords } from "../../topology/places";
import { get } from "../../topology/read";
import { isKnown, type Value } from "../../values";
import type { ChangeFinding } from "../define";
import { gainedByAll, membersInWords } from "./let-in";
import { ABOVE, powersOf } from "./powers";

// Who may act as an account, and what that account may do.

/** On one account it is what a deploy needs, and lends no more than this account may: which can be everything. */
export function accountLent(change: Change, comparison: Comparison): ChangeFinding[] {
  const gained = gainedByAll(change, comparison);
  if (gained.length === 0) return [];
  const roles = new CustomRoles(comparison.after.topology.resources);
  const lending = gained.filter((given) => {
    const powers = powersOf(given, roles);
    return !isKnown(powers) || powers.some((one) => one.startsWith("iam."));
  });
  const [first] = lending;
  if (!first) return [];
  const { who } = membersInWords(lending);
  const acts = `${who} can act as the ${placeInWords(first.resource)}, by ${first.role}`;
  const owned = heldAbove(first.resource, comparison.after.topology, roles);
  if (owned !== undefined) {
    const fix = "let them act as an account that may do less";
    return [{ because: [first.attribute], consequence: `${acts}, and this account has ${owned}`, fix }];
  }
  return [
    {
      level: "caution",
      because: [first.attribute],
      consequence: `${acts}, and do what it may do`,
      fix: "see that this account may do no more than they may",
    },
  ];
}

/** By what the account of a grant takes everything, as far as the input shows; Google's own begin as editors. */
function heldAbove(grant: Resource, { resources, accounts }: Topology, roles: CustomRoles): string | undefined {
  const account = accounts.of(get(grant, "service_account_id"));
  if (isOfCompute(account) || BEGINS_AS_EDITOR.test(account.email ?? ""))
    return "the role of an editor of its project, unless somebody has taken that away";
  const held = allGivenBy(resources)
    .filter(({ resource }) => ABOVE.test(resource.type))
    .filter(({ member }) => namesAnAccount(member) && compareAccounts(accounts.of(member), account) === "same")
    .find((giving) => {
      const powers = powersOf(giving, roles);
      return isKnown(powers) && powers.length > 0;
    });
  return held && `${held.role} on the ${placeInWords(held.resource)}`;
}

const BEGINS_AS_EDITOR = /@(appspot|cloudservices)\.gserviceaccount\.com$/;

function namesAnAccount(member: Value): boolean {
  return typeof member !== "string" || member.startsWith("serviceAccount:");
}

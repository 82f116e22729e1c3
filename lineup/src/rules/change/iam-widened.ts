import { takesEverything } from "../../../../facts/roles";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { groupedBy } from "../../grouping";
import { CustomRoles } from "../../topology/custom-roles";
import type { Giving } from "../../topology/given";
import { CUSTOM_ROLE } from "../../topology/identity-types";
import { placeInWords } from "../../topology/places";
import { items } from "../../topology/read";
import { field, isKnown } from "../../values";
import { type ChangeFinding, type ChangeResult, defineChangeRule } from "../define";
import { gainedByAll, membersInWords } from "../shared/let-in";
import { powersInWords, powersOf } from "../shared/powers";

export const iamWidened = defineChangeRule({
  id: "IAM_WIDENED",
  level: "danger",
  title: "A role is given from which everything can be taken",
  help: "Whoever may set the policy of a project, act as its service accounts or make keys of them can make himself its owner, whatever the role is called. Roles are judged by the permissions that they hold; of one that lineup does not know, the change is unknown.",
  remedy: "Give a smaller role, or give it on the one thing that needs it: on a single service account, say.",
  example: "owner-for-an-outsider",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    if (CUSTOM_ROLE.test(change.type)) return widenedRole(change);
    if (change.type === "google_iam_deny_policy") return denialGone(change);
    if (change.type.startsWith("google_service_account_iam_")) return accountLent(change, comparison);
    if (!ABOVE.test(change.type)) return [];
    const gained = gainedByAll(change, comparison);
    if (gained.length === 0) return [];
    const roles = new CustomRoles(comparison.after.topology.resources);
    return [...groupedBy(gained, ({ role }) => role).values()].flatMap((given) => takenBy(given, roles));
  },
});

/** What is held here is held on everything below. */
const ABOVE = /^google_(project|folder|organization)_iam_(member|binding|policy)$/;
const FIX = "give a smaller role, or give it on the one thing that needs it";

function takenBy(given: readonly Giving[], roles: CustomRoles): ChangeResult[] {
  const [first] = given;
  if (!first) return [];
  const powers = powersOf(first, roles);
  const { who, isOne } = membersInWords(given);
  const gets = `${who} ${isOne ? "gets" : "get"} ${first.role} on the ${placeInWords(first.resource)}`;
  if (!isKnown(powers)) {
    return [{ undetermined: `${gets}, and lineup does not know what this role lets its holder do` }];
  }
  if (powers.length === 0) return [];
  const condition = first.condition === undefined ? "" : ", under a condition that is not evaluated";
  return [
    { because: [first.attribute], consequence: `${gets}${condition}, and can ${powersInWords(powers)}`, fix: FIX },
  ];
}

/** Whoever holds a custom role holds what it gains; who that is, a plan need not show. */
function widenedRole(change: Change): ChangeResult[] {
  if (change.action !== "update" && change.action !== "replace") return [];
  const had = items(field(change.before, "permissions") ?? undefined);
  const gained = items(field(change.after, "permissions") ?? undefined).filter(
    (one): one is string => takesEverything(one) && !had.includes(one),
  );
  if (gained.length === 0) return [];
  const consequence = `whoever has this role gains ${gained.join(", ")}, and can ${powersInWords(gained)}`;
  return [{ because: ["permissions"], consequence, fix: "leave the permission out, or make another role for it" }];
}

/** On one account it is what a deploy needs, and lends no more than this account may. */
function accountLent(change: Change, comparison: Comparison): ChangeFinding[] {
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
  return [
    {
      level: "caution",
      because: [first.attribute],
      consequence: `${who} can act as the ${placeInWords(first.resource)}, by ${first.role}, and do what it may do`,
      fix: "see that this account may do no more than they may",
    },
  ];
}

function denialGone(change: Change): ChangeFinding[] {
  if (change.action !== "delete") return [];
  return [{ level: "caution", consequence: "what it denied is allowed to whoever has a role for it", fix: "keep it" }];
}

import { takesEverything } from "../../../../facts/roles";
import type { Change } from "../../changes/change";
import { changedAttributes, compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { groupedBy } from "../../grouping";
import { CustomRoles } from "../../topology/custom-roles";
import type { Giving } from "../../topology/given";
import { CUSTOM_ROLE } from "../../topology/identity-types";
import { placeInWords } from "../../topology/places";
import { isKnown } from "../../values";
import { type ChangeFinding, type ChangeResult, defineChangeRule } from "../define";
import { ENTITLEMENT, entitled } from "../shared/entitlement";
import { accountLent } from "../shared/lent-account";
import { gainedByAll, membersInWords } from "../shared/let-in";
import { ABOVE, gainedByRole, powersInWords, powersOf } from "../shared/powers";

export const iamWidened = defineChangeRule({
  id: "IAM_WIDENED",
  level: "danger",
  title: "A role is given from which everything can be taken",
  help: "Whoever may set the policy of a project, act as its service accounts or make keys of them can make himself its owner, whatever the role is called. Roles are judged by the permissions that they hold; of one that lineup does not know, the change is unknown.",
  remedy: "Give a smaller role, or give it on the one thing that needs it: on a single service account, say.",
  example: "owner-for-an-outsider",
  drift: { tier: "weakens", code: "INGRESS_WIDENED" },
  check: (change, comparison) => {
    if (CUSTOM_ROLE.test(change.type)) return widenedRole(change, comparison);
    if (change.type === "google_iam_deny_policy") return denialGone(change);
    if (change.type.startsWith("google_service_account_iam_")) return accountLent(change, comparison);
    if (change.type === ENTITLEMENT) return entitled(change, comparison);
    if (!ABOVE.test(change.type)) return [];
    const gained = gainedByAll(change, comparison);
    if (gained.length === 0) return [];
    const roles = new CustomRoles(comparison.after.topology.resources);
    return [...groupedBy(gained, ({ role }) => role).values()].flatMap((given) => takenBy(given, roles));
  },
});

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
function widenedRole(change: Change, comparison: Comparison): ChangeResult[] {
  if (change.action !== "update" && change.action !== "replace") return [];
  const { gained, unknown } = gainedByRole(change, comparison);
  const powers = gained.filter(takesEverything);
  if (powers.length > 0) {
    const because = changedAttributes(change, "permissions", "stage", "deleted");
    const consequence = `whoever has this role gains ${powers.join(", ")}, and can ${powersInWords(powers)}`;
    return [{ because, consequence, fix: "leave the permission out, or make another role for it" }];
  }
  if (unknown === undefined) return [];
  return [{ undetermined: `lineup does not know the permissions that whoever has this role gains (${unknown.shown})` }];
}

/** An order of its rules says nothing: which of them denies less is for whoever reads the list. */
function denialGone(change: Change): ChangeFinding[] {
  if (change.action === "delete") {
    return [
      { level: "caution", consequence: "what it denied is allowed to whoever has a role for it", fix: "keep it" },
    ];
  }
  if (change.action !== "update" && change.action !== "replace") return [];
  if (compareAttribute(change, "rules") === "same") return [];
  const consequence = "what it denies, and to whom, changes: what it no longer denies is allowed to whoever has a role";
  return [{ level: "caution", because: ["rules"], consequence, fix: "read its rules before and after" }];
}

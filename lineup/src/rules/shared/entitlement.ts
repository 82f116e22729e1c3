import type { Change } from "../../changes/change";
import { compareAttribute } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { CustomRoles } from "../../topology/custom-roles";
import { items, text } from "../../topology/read";
import { field, isKnown, type Value } from "../../values";
import type { ChangeResult } from "../define";
import { powersInWords, powersOf } from "./powers";

/** A role that somebody may take for a while whenever he likes, or whenever somebody else agrees. */
export const ENTITLEMENT = "google_privileged_access_manager_entitlement";

/** Which roles from which everything can be taken an entitlement offers, where it offers more or to somebody else. */
export function entitled(change: Change, { after }: Comparison): ChangeResult[] {
  const { resources } = after.topology;
  const values = resources.find(({ address }) => address === change.address)?.values;
  const because = DECIDING.filter((attribute) => compareAttribute(change, attribute) !== "same");
  if (values === undefined || !GIVES.includes(change.action) || because.length === 0) return [];
  const roles = new CustomRoles(resources);
  const offered = items(values.privileged_access).flatMap((access) =>
    items(within(access, "gcp_iam_access")).flatMap((one) => items(within(one, "role_bindings"))),
  );
  return offered.flatMap((binding): ChangeResult[] => {
    const role = text(within(binding, "role"));
    const powers = powersOf({ given: role }, roles);
    if (!isKnown(powers))
      return [{ undetermined: "lineup does not know what the role that it offers lets its holder do" }];
    if (powers.length === 0) return [];
    const consequence = `whoever is eligible can take ${String(role)} for a while, and then ${powersInWords(powers)}`;
    return [{ because, consequence, fix: "offer a smaller role" }];
  });
}

const GIVES = ["create", "update", "replace"];
const DECIDING = ["privileged_access", "eligible_users", "approval_workflow"];

function within(value: Value, key: string): Value | undefined {
  return field(value, key) ?? undefined;
}

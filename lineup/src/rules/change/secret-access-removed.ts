import type { Change } from "../../changes/change";
import { changedAttributes } from "../../compare/change-values";
import type { Comparison } from "../../compare/comparison";
import { accountName, compareAccounts } from "../../topology/accounts";
import { coversRole, type Reading } from "../../topology/grants";
import { defineChangeRule } from "../define";
import { isAmong, type SecretNeed, secretNeeds } from "../shared/access";

export const secretAccessRemoved = defineChangeRule({
  id: "SECRET_ACCESS_REMOVED",
  level: "danger",
  title: "The account of a service loses the leave to read a secret",
  help: "Cloud Run reads the secrets of a service before an instance starts: running instances stay, the next one does not start. Another grant, on the project or to a group, may remain where the input does not show it.",
  remedy: "Keep the grant as long as a service is given the secret, or take the secret from the service first.",
  example: "grant-removed",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    if (!/_iam_(member|binding|policy|custom_role|member_remove)$/.test(change.type)) return [];
    if (!["create", "delete", "update", "replace"].includes(change.action)) return [];
    const lost = secretNeeds(comparison).flatMap((need) => {
      const certainty = takes(change, need, comparison);
      return certainty === "no" ? [] : [{ need, certainty }];
    });
    const [first] = lost;
    if (!first) return [];
    const { account, secret, reading } = first.need.is;
    const isSure = lost.some(({ certainty }) => certainty === "yes");
    const lasting = reading.grants.map(({ resource }) => resource.address);
    return [
      {
        level: isSure ? undefined : "caution",
        because:
          change.action === "update"
            ? changedAttributes(
                change,
                "role",
                "members",
                "member",
                "policy_data",
                "condition",
                "permissions",
                "stage",
                "deleted",
              )
            : undefined,
        consequence: isSure
          ? `${accountName(account)} can no longer read ${secret.shown} by ${
              lasting.length > 0 ? `${lasting.join(", ")}, which is the same grant` : "it"
            }: the next instance of the service does not start`
          : `${accountName(account)} reads ${secret.shown} by ${lasting.join(", ")}, which is the same grant: where Terraform makes that one first, this deletion takes it away again`,
        fix: isSure
          ? "keep the grant as long as the service is given the secret"
          : "say with a moved block that it is the same grant",
        services: [...new Set(lost.map(({ need: { address } }) => address))],
      },
    ];
  },
});

type Certainty = "yes" | "by order" | "no";

/** Whether the account loses by this change what let it read the secret. */
function takes(change: Change, { was, is }: SecretNeed, comparison: Comparison): Certainty {
  if (was === undefined || compareAccounts(was.account, is.account) === "different") return "no";
  // Where two resources say the contrary, the one that changes does it.
  if (is.reading.replacedBy !== undefined && was.reading.answer === "granted")
    return isAmong(change, [is.reading.replacedBy]) ? "yes" : "no";
  if (change.action === "create" || !isAmong(change, was.reading.by)) return "no";
  if (is.reading.answer === "granted") return undoes(change, was.reading, is.reading, comparison);
  const isOpenAsBefore =
    was.reading.answer === "open" && is.reading.answer === "open" && isAmong(change, is.reading.by);
  return isOpenAsBefore ? "no" : "yes";
}

/** To the API a grant is its secret, role and member: a deletion takes it away, whoever else in Terraform holds it. */
function undoes(change: Change, was: Reading, is: Reading, comparison: Comparison): Certainty {
  if (change.action !== "delete" && change.action !== "replace") return "no";
  const deleted = was.grants.find(({ resource }) => isAmong(change, [resource.address]));
  if (!deleted) return "no";
  const fates = is.grants.map((grant): Certainty => {
    if (grant.scope !== deleted.scope || !coversRole(deleted, grant)) return "no";
    const made = comparison.changeOf(grant.resource.address);
    // Terraform says in which order it replaces: with create_before_destroy the deletion comes last.
    if (made === change) return change.actions[0] === "create" && change.actions.includes("delete") ? "yes" : "no";
    return made?.action === "create" || made?.action === "replace" ? "by order" : "yes";
  });
  if (fates.includes("no")) return "no";
  return fates.includes("by order") ? "by order" : "yes";
}

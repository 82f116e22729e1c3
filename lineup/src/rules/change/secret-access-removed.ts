import { changedAttributes } from "../../compare/change-values";
import { accountName, compareAccounts } from "../../topology/accounts";
import { defineChangeRule } from "../define";
import { isAmong, secretNeeds } from "../shared/access";

export const secretAccessRemoved = defineChangeRule({
  id: "SECRET_ACCESS_REMOVED",
  level: "danger",
  title: "The account of a service loses the leave to read a secret",
  help: "Cloud Run reads the secrets of a service before an instance starts: running instances stay, the next one does not start. Another grant, on the project or to a group, may remain where the input does not show it.",
  remedy: "Keep the grant as long as a service is given the secret, or take the secret from the service first.",
  example: "grant-removed",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    if (!/_iam_(member|binding|policy|custom_role)$/.test(change.type)) return [];
    if (!["delete", "update", "replace"].includes(change.action)) return [];
    const lost = secretNeeds(comparison).filter(
      ({ was, is }) =>
        was !== undefined &&
        isAmong(change, was.reading.by) &&
        compareAccounts(was.account, is.account) !== "different" &&
        is.reading.answer !== "granted" &&
        !(was.reading.answer === "open" && is.reading.answer === "open" && isAmong(change, is.reading.by)),
    );
    const [first] = lost;
    if (!first) return [];
    const { account, secret } = first.is;
    return [
      {
        because:
          change.action === "update"
            ? changedAttributes(change, "role", "members", "member", "policy_data", "condition", "permissions", "stage")
            : undefined,
        consequence: `${accountName(account)} can no longer read ${secret.shown} by it: the next instance of the service does not start`,
        fix: "keep the grant as long as the service is given the secret",
        services: [...new Set(lost.map(({ address }) => address))],
      },
    ];
  },
});

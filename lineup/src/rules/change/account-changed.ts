import { accountName, compareAccounts } from "../../topology/accounts";
import { defineChangeRule } from "../define";
import { secretNeeds } from "../shared/access";

export const accountChanged = defineChangeRule({
  id: "ACCOUNT_CHANGED",
  level: "danger",
  title: "A service runs as another account, which nothing lets read its secrets",
  help: "Leave to read a secret is given to an account. Where the new one has none, the new revision does not start.",
  remedy: "Grant the new account roles/secretmanager.secretAccessor on every secret of the service first.",
  example: "account-changed",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    const { is: service } = comparison.services(change);
    if (!service || !["update", "replace"].includes(change.action)) return [];
    const open = secretNeeds(comparison).filter(
      ({ address, is }) => address === change.address && is.reading.answer !== "granted",
    );
    const [first] = open;
    if (!first) return [];
    const [was, is] = [comparison.before.topology.accounts.of(first.service.was.account), first.is.account];
    const sameness = compareAccounts(was, is);
    if (sameness === "same") return [];
    if (sameness === "unknown") {
      const message = `lineup cannot determine whether it runs as another account, and nothing shows that ${accountName(is)} may read ${first.is.secret.shown}`;
      return [{ undetermined: message }];
    }
    return [
      {
        because: [service.accountAttribute],
        consequence: `it runs as ${accountName(is)} instead of ${accountName(was)}, and this input shows no leave to read ${first.is.secret.shown}: without it no instance starts`,
        fix: "grant the new account roles/secretmanager.secretAccessor on every secret of the service first",
        services: [change.address],
      },
    ];
  },
});

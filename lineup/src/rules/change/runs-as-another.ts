import { accountName, compareAccounts } from "../../topology/accounts";
import { defineChangeRule } from "../define";
import { accountOf } from "../shared/access";
import { changingService, named } from "../shared/losses";
import { rolesLost } from "../shared/roles-lost";

export const runsAsAnother = defineChangeRule({
  id: "RUNS_AS_ANOTHER",
  level: "caution",
  title: "A service runs as another account",
  help: "What was granted to the old account is not granted to the new one. Roles are compared as far as this input shows them.",
  remedy: "Grant the new account what the service still needs, each role as narrow as it can be.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept) return [];
    const { before, after } = comparison;
    const [was, is] = [accountOf(kept.was, before.topology), accountOf(kept.is, after.topology)];
    if (compareAccounts(was, is) !== "different") return [];
    const lost = rolesLost(was, is, comparison);
    const roles =
      lost.length === 0 ? "" : `, and the old one holds ${named(lost)}, which nothing here gives to the new one`;
    return [
      {
        level: lost.length === 0 ? "note" : "caution",
        because: [kept.is.accountAttribute],
        consequence: `it runs as ${accountName(is)} instead of ${accountName(was)}${roles}`,
        fix: "grant the new account what the service still needs",
        services: [change.address],
      },
    ];
  },
});

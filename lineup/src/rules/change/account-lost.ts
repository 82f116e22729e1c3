import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { type Account, compareAccounts, isOfCompute } from "../../topology/accounts";
import { projectOf } from "../../topology/networks";
import { type ChangeFinding, defineChangeRule } from "../define";
import { accountOf, servedServices } from "../shared/access";
import { serviceNames } from "../shared/names";

export const accountLost = defineChangeRule({
  id: "ACCOUNT_LOST",
  level: "danger",
  title: "The account that a service runs as is deleted",
  help: "Google rejects the tokens of a deleted account. One that is made again under the same name is another account: what was granted to the old one is not granted to it.",
  remedy: "Run the service as another account first, and delete this one when nothing uses it.",
  example: "account-deleted",
  drift: { tier: "breaks", code: "ACCESS_BROKEN" },
  check: (change, comparison) => {
    if (change.type === "google_project_default_service_accounts") return defaultLost(change, comparison);
    if (change.type !== "google_service_account" || change.mode !== "managed") return [];
    if (change.action !== "delete" && change.action !== "replace") return [];
    const [before, after] = [comparison.before.topology, comparison.after.topology];
    const at = change.previousAddress ?? change.address;
    const isLost = (account: Account) =>
      account.resource?.address === at || account.resource?.address === change.address;
    const users = servedServices(comparison).filter(({ was, is }) => {
      const account = accountOf(was, before);
      return (
        isLost(account) &&
        (isLost(accountOf(is, after)) || compareAccounts(account, accountOf(is, after)) !== "different")
      );
    });
    if (users.length === 0) return [];
    const services = users.map(({ address }) => address);
    return [
      {
        consequence: `${serviceNames(services, comparison)} ran as it: no new instance starts${
          change.action === "replace" ? ", and what was granted to the old account is not granted to the new one" : ""
        }`,
        fix: "run the service as another account first",
        services,
      },
    ];
  },
});

/** A service that names no account runs as the default compute account of its project. */
function defaultLost(change: Change, comparison: Comparison): ChangeFinding[] {
  const { action, project } = change.after ?? {};
  if (!["create", "update", "replace"].includes(change.action) || (action !== "DISABLE" && action !== "DELETE"))
    return [];
  const { topology } = comparison.after;
  const users = topology.services.filter(
    (service) => isOfCompute(accountOf(service, topology)) && (projectOf(service.resource) ?? project) === project,
  );
  if (users.length === 0) return [];
  const services = users.map(({ address }) => address);
  return [
    {
      because: ["action"],
      consequence: `${serviceNames(services, comparison)} runs as the default compute account, which is ${action === "DELETE" ? "deleted" : "disabled"}: no new instance starts`,
      fix: "run the service as another account first",
      services,
    },
  ];
}

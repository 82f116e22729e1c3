import { accountName } from "../../topology/accounts";
import type { Service, Topology } from "../../topology/model";
import { flag, get } from "../../topology/read";
import { whyUnread } from "../blind-spots";
import type { Trail } from "../path";
import { existence } from "./places";

/** The account that the service runs as exists and is enabled. */
export function runsAsAccount(trail: Trail, topology: Topology, service: Service): void {
  const { accounts, missing } = topology;
  const account = accounts.of(service.account);
  if (missing.has(`google_service_account ${account.email}`)) {
    const at = { address: service.address, attribute: service.accountAttribute };
    const message = `it runs as ${accountName(account)}, and no such account exists`;
    trail.blocked("ACCOUNT_UNAVAILABLE", at, message, "create or restore it, or run the service as another account");
    return;
  }
  const { resource, isDefault, unresolved } = account;
  if (isDefault) return;
  const unread = whyUnread(topology, ["google_service_account"], account.email);
  if (!resource && unread !== undefined) {
    const at = { address: service.address, attribute: service.accountAttribute };
    const message = `it runs as ${accountName(account)}, and whether that exists and is enabled is not in this inventory`;
    trail.unknown("ACCOUNT_UNAVAILABLE", at, message, unread);
    return;
  }
  if (!resource || unresolved) {
    trail.mention(`${accountName(account)}, which ${service.address} runs as, exists and is enabled`);
    return;
  }
  if (!resource.certain) existence(trail, resource.address);
  const disabled = flag(get(resource, "disabled")) ?? false;
  const at = { address: resource.address, attribute: "disabled" };
  if (disabled === true) {
    const message = `${service.address} runs as it, and it is disabled`;
    trail.blocked("ACCOUNT_UNAVAILABLE", at, message, "enable it, or run the service as another account");
  } else if (disabled !== false) {
    const message = `${service.address} runs as it, and lineup cannot determine whether it is disabled: ${disabled.shown}`;
    trail.unknown("ACCOUNT_UNAVAILABLE", at, message, "write out whether it is disabled");
  }
}

import { isApplied } from "../../topology/exists";
import type { SecretUse, Service, Topology } from "../../topology/model";
import { projectOf } from "../../topology/networks";
import { flag, get, knownText } from "../../topology/read";
import type { Trail } from "../path";
import { mayRead, secretAccess, usedSecrets } from "../secret-access";
import { existence } from "./places";

/** Every secret that the service is given can be read: its version is there and enabled, its account may read it. */
export function readsItsSecrets(trail: Trail, topology: Topology, service: Service): void {
  for (const use of usedSecrets(service)) versionIsEnabled(trail, topology, service, use);
  for (const access of secretAccess(topology, service)) {
    if (access.reading.answer !== "granted") trail.assume(mayRead(access));
  }
}

function versionIsEnabled(trail: Trail, { secrets, kind }: Topology, service: Service, use: SecretUse): void {
  const found = secrets.chosen(use.secret, use.secretVersion, projectOf(service.resource));
  if ("doubt" in found) return;
  const { version } = found;
  const { address } = version;
  if (!version.certain) existence(trail, address);
  const enabled = flag(get(version, "enabled")) ?? true;
  const destroyed = isApplied({ kind }) && knownText(get(version, "destroy_time")) !== undefined;
  if (enabled === true && !destroyed) return;
  const at = { address, attribute: destroyed ? "destroy_time" : "enabled" };
  const given = `${service.address} is given this version of a secret`;
  if (typeof enabled === "boolean") {
    const message = `${given}, and it is ${destroyed ? "destroyed" : "disabled"}`;
    trail.blocked("SECRET_NOT_READABLE", at, message, "enable it, or give the service a version that is enabled");
  } else {
    const message = `${given}, and lineup cannot determine whether it is enabled: ${enabled.shown}`;
    trail.unknown("SECRET_NOT_READABLE", at, message, "write out whether it is enabled");
  }
}

import type { Resource } from "../../inputs/model";
import { accountName } from "../../topology/accounts";
import { isApplied } from "../../topology/exists";
import type { SecretUse, Service, Topology } from "../../topology/model";
import { projectOf } from "../../topology/networks";
import { flag, get, knownText } from "../../topology/read";
import type { SecretName } from "../../topology/secrets";
import type { Maybe } from "../../values";
import { mayHoldMore, whyUnread } from "../blind-spots";
import type { Trail } from "../path";
import { GRANTS, mayRead, secretAccess, usedSecrets } from "../secret-access";
import { existence } from "./places";

/** Every secret that the service is given can be read: its version is there and enabled, its account may read it. */
export function readsItsSecrets(trail: Trail, topology: Topology, service: Service): void {
  for (const use of usedSecrets(service)) versionIsEnabled(trail, topology, service, use);
  for (const access of secretAccess(topology, service)) {
    const { reading, secret, use } = access;
    const at = { address: service.address, attribute: use.attribute };
    if (isGone(topology, secret)) {
      const message = `it is given ${secret.shown} of the project ${secret.project}, and no such secret exists`;
      trail.blocked("SECRET_NOT_READABLE", at, message, "create the secret, or give the service another one");
      continue;
    }
    if (reading.replacedBy !== undefined) {
      const message = `it takes away what ${reading.by.join(", ")} grants: ${service.address} reads ${secret.shown} or not, as the one or the other is applied last`;
      const by = { address: reading.replacedBy, attribute: "" };
      trail.unknown("SECRET_NOT_READABLE", by, message, "name the account in both, or keep one of them");
    } else if (reading.answer !== "granted") {
      const unread = whyUnread(topology, GRANTS, secret.path, secret.project, secret.path?.split("/")[1]);
      if (unread === undefined) trail.assume(mayRead(access));
      else {
        const message = `it is given ${secret.shown}, and no grant that could be read lets ${accountName(access.account)} read it`;
        trail.unknown("SECRET_NOT_READABLE", at, message, unread);
      }
    }
    if (reading.deniedBy === undefined) continue;
    const message = `it denies reading secrets, and lineup does not evaluate whether that concerns ${secret.shown} and ${service.address}`;
    const by = { address: reading.deniedBy, attribute: "rules" };
    trail.unknown("SECRET_NOT_READABLE", by, message, "check by hand whether the account may read the secret");
  }
}

const KEPT = ["google_secret_manager_secret", "google_secret_manager_secret_version"];

/** A live project was asked for it, and says that there is none. */
function isGone({ missing }: Topology, { path }: SecretName): boolean {
  return missing.has(`google_secret_manager_secret ${path}`);
}

/** A live project is read with every version of the secrets that are in it. */
function areAllVersionsShown(topology: Topology): boolean {
  return topology.kind === "inventory" && !mayHoldMore(topology, "google_secret_manager_secret_version");
}

function shownPin({ secretVersion: pin }: SecretUse): string {
  return /^[\w-]{1,63}$/.test(String(pin ?? "latest")) ? String(pin ?? "latest") : "(unreadable)";
}

/** No version that is here is the one that the service is given: what that says depends on what the input would show. */
function versionIsNotShown(trail: Trail, topology: Topology, service: Service, use: SecretUse): void {
  const { secrets, kind } = topology;
  const project = projectOf(service.resource);
  const secret = secrets.nameOf(use.secret, project);
  const { shown, resource } = secret;
  const at = { address: service.address, attribute: use.attribute };
  const given = `it is given version ${shownPin(use)} of ${shown}`;
  const unknown = (why: string, fix: string) => trail.unknown("SECRET_NOT_READABLE", at, `${given}, and ${why}`, fix);
  const unread = whyUnread(topology, KEPT, secret.path);
  if (unread !== undefined) {
    unknown("whether that is there and enabled is not in this inventory", unread);
  } else if (!resource && kind === "inventory" && !isGone(topology, secret)) {
    unknown(
      "this inventory holds no such secret",
      "read the project with Secret Manager enabled, and name a secret by its id or projects/PROJECT/secrets/ID",
    );
  } else if (resource && areAllVersionsShown(topology)) {
    const fix = "add the version, or give the service one that is there";
    trail.blocked("SECRET_NOT_READABLE", at, `${given}, and the secret has no such version`, fix);
  } else if (secrets.isUnshown(use.secret, use.secretVersion, project)) {
    unknown(
      "no version of it that the input shows has that number",
      "check with gcloud secrets versions list whether it is there and enabled, or name a version of the input",
    );
  } else if (resource?.mode === "managed") {
    trail.assume(`${shown} has the version that ${service.address} is given: the input makes none`);
  }
}

/** Of several that may be the one, each that cannot be read leaves it unknown, and all of them decide it. */
function versionIsEnabled(trail: Trail, topology: Topology, service: Service, use: SecretUse): void {
  const { secrets, kind } = topology;
  const project = projectOf(service.resource);
  const versions = secrets.candidates(use.secret, use.secretVersion, project);
  if ("doubt" in versions) {
    versionIsNotShown(trail, topology, service, use);
    return;
  }
  const states = versions.map((version) => ({ version, state: stateOf(version, isApplied({ kind })) }));
  const unusable = states.filter(({ state }) => state !== "enabled");
  for (const { version, state } of unusable) {
    const at = { address: version.address, attribute: "enabled" };
    const given = `${service.address} is given this version of a secret`;
    if (typeof state === "string" && unusable.length === states.length) {
      const fix = "enable it, or give the service a version that is enabled";
      trail.blocked("SECRET_NOT_READABLE", at, `${given}, and it is ${state}`, fix);
    } else if (typeof state === "string") {
      const message = `it is ${state}, and it may be the version of a secret that ${service.address} is given`;
      trail.unknown("SECRET_NOT_READABLE", at, message, "pin the version that the service is to read");
    } else {
      const message = `${given}, and lineup cannot determine whether it is enabled: ${state.shown}`;
      trail.unknown("SECRET_NOT_READABLE", at, message, "write out whether it is enabled");
    }
  }
  const [only, ...others] = versions;
  if (only && others.length === 0 && !only.certain) existence(trail, only.address);
}

function stateOf(version: Resource, isApplied: boolean): Maybe<"enabled" | "disabled" | "destroyed"> {
  if (isApplied && knownText(get(version, "destroy_time")) !== undefined) return "destroyed";
  const enabled = flag(get(version, "enabled")) ?? true;
  return typeof enabled === "boolean" ? (enabled ? "enabled" : "disabled") : enabled;
}

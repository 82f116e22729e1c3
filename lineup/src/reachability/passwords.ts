import { isRedisPasswordName } from "../../../facts/secret-names";
import { isTargetAddress } from "../../../facts/targets";
import { exists } from "../topology/exists";
import type { Service, Target, Topology, Variable } from "../topology/model";
import { projectOf } from "../topology/networks";
import { get, knownText } from "../topology/read";
import { targetsAt } from "../topology/targets";
import { Unresolved, type Value } from "../values";
import { clientOf } from "./client";
import { mountedFit } from "./mounted-passwords";
import { addressSettings } from "./settings";

// The password that a service is given for a Redis.

/**
 * "right" and "wrong" where the input decides it; "empty" where a variable is there and holds nothing; "around" where
 * something stands around the right one.
 */
type Fit = "right" | "wrong" | "empty" | "open" | "around";

export interface GivenPassword {
  name: string;
  at: { address: string; attribute: string };
  fit: Fit;
  /** Whose password it is instead, where that is known. */
  of: string | undefined;
}

/** Whether a value is, or contains, the AUTH string of a Redis. */
export function readsAuthString(value: Value | undefined): value is Unresolved {
  return value instanceof Unresolved && value.references.some(({ attribute }) => attribute === "auth_string");
}

/** By its name, or as a URL that has the password in it. */
export function mayHoldAuth({ name, value, secret }: Variable): boolean {
  return (
    isRedisPasswordName(name) ||
    readsAuthString(value) ||
    (/^(?=.*REDIS).*UR[LI]$/is.test(name) && secret !== undefined)
  );
}

/** Whether a service is given anything in which the password of this Redis may be. */
export function mayKnowAPassword(topology: Topology, service: Service, target: Target): boolean {
  const { variables, secretVolumes } = clientOf(topology, service, target);
  return variables.some(mayHoldAuth) || secretVolumes.some((one) => mountedFit(one, topology, target) !== "no");
}

/** Where else the password may be than in what is named for it: a file, or the address in a secret of unknown content. */
export function hiddenPlaces(topology: Topology, service: Service, target: Target): HiddenPlace[] {
  const { variables, secretVolumes } = clientOf(topology, service, target);
  const isHidden = (one: Variable) => one.secret !== undefined && one.secretValue === undefined;
  const inFiles = secretVolumes.flatMap((one): HiddenPlace[] => {
    const fit = mountedFit(one, topology, target);
    const { shown } = topology.secrets.nameOf(one.secret, projectOf(service.resource));
    return fit === "no" ? [] : [{ isCertain: fit === "right", shown: `the file of ${shown}` }];
  });
  const inVariables = variables
    .filter((one) => !isRedisPasswordName(one.name) && mayHoldAuth(one) && isHidden(one))
    .map(({ name }): HiddenPlace => ({ isCertain: false, shown: name }));
  return [...inFiles, ...inVariables];
}

interface HiddenPlace {
  shown: string;
  isCertain: boolean;
}

/** `REDIS_PASSWORD` and `REDIS_AUTH` hold one, `REDIS_AUTH_ENABLED` does not. */
function isPasswordName(name: string): boolean {
  return (
    isRedisPasswordName(name) && /(PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|AUTH|AUTH_?STRING|TOKEN|SECRET)$/i.test(name)
  );
}

function isSwitch(value: Value | undefined): boolean {
  return typeof value === "boolean" || (typeof value === "string" && /^(true|false|yes|no|on|off|0|1)$/i.test(value));
}

/** Every password that is meant for this Redis: SESSIONS_REDIS_PASSWORD belongs to SESSIONS_REDIS_HOST. */
export function passwordsFor(topology: Topology, whole: Service, target: Target): GivenPassword[] {
  // What is named for Redis is no password of a database; where an identity is asked for, its token is the password.
  if (!target.kind.facts.isCache || target.iam !== false) return [];
  const service = clientOf(topology, whole, target);
  const settings = addressSettings(topology, service, target).filter(({ isNamed }) => isNamed);
  const named = service.variables.filter(({ name, value }) => isPasswordName(name) && !isSwitch(value));
  const meant = named.filter(({ name }) => {
    const partners = settings.filter((one) => stem(one.name) === stem(name));
    if (partners.length > 0) return partners.some(({ owner }) => owner.kind !== "another target");
    return settings.every(({ owner }) => owner.kind !== "another target");
  });
  const given = meant.map(({ name, attribute, value, secret, secretValue }) => {
    const said = value ?? secretValue;
    const isEmpty = said === undefined && secret === undefined;
    return judged(name, { address: service.address, attribute }, isEmpty ? "" : said, topology, target);
  });
  const inUrls = settings
    .filter(({ owner }) => owner.kind === "this")
    .flatMap(({ name, at, endpoint: { scheme, password } }) => {
      const isUrl = scheme === "redis" || scheme === "rediss";
      return password === undefined || !isUrl ? [] : [judged(name, at, password, topology, target)];
    });
  return [...given, ...inUrls];
}

function stem(name: string): string {
  return name
    .toUpperCase()
    .replace(
      /(HOSTNAME|HOST|URL|URI|ADDR|ADDRESS|ENDPOINT|(AUTH_?)?(PASSWORD|PASSWD|PASS|TOKEN|SECRET|STRING)|AUTH)$/,
      "",
    );
}

function judged(
  name: string,
  at: GivenPassword["at"],
  said: Value | undefined,
  topology: Topology,
  target: Target,
): GivenPassword {
  return { name, at, ...fitOf(said, topology, target) };
}

function fitOf(said: Value | undefined, topology: Topology, target: Target): Pick<GivenPassword, "fit" | "of"> {
  const is = (fit: Fit, of?: string) => ({ fit, of });
  if (said === "") return is("empty");
  const own = knownText(get(target.resource, "auth_string"));
  if (said instanceof Unresolved) {
    const { soleReference } = said;
    if (said.parts?.some(readsAuthString)) return is("around");
    if (soleReference && soleReference.attribute !== "auth_string") {
      return is(isTargetAddress(soleReference.address) ? "wrong" : "open");
    }
    if (!soleReference) return is(isPickedFrom(said, target) ? "right" : "open");
    if (target.aliases.includes(soleReference.address)) return is("right");
    const [other] = targetsAt(topology, soleReference.address);
    return other ? is("wrong", other.address) : is("open");
  }
  if (typeof said !== "string") return is("open");
  if (own !== undefined) {
    if (said === own) return is("right");
    const other = topology.targets.find(({ resource }) => knownText(get(resource, "auth_string")) === said);
    return is("wrong", other?.address);
  }
  // Google makes the AUTH string when it makes the instance: nobody can have written it out before.
  return is(topology.kind === "plan" && !exists(topology, target) ? "wrong" : "open");
}

/** `coalesce(auth_string, …)` is the string as soon as there is one. */
function isPickedFrom({ text, references }: Unresolved, { aliases }: Target): boolean {
  const isOwn = references.every(({ address, attribute }) => attribute === "auth_string" && aliases.includes(address));
  return references.length > 0 && isOwn && /^\$\{coalesce\([^()]*\.auth_string,[^()]*(\(\))?\)\}$/.test(text);
}

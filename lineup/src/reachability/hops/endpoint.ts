import { REDIS_PORT } from "../../../../facts/redis";
import { tellsItsPort } from "../../../../facts/targets";
import { isAddressText } from "../../endpoint";
import { addressesOf, dotted } from "../../sets/addresses";
import type { Service, Target, Topology } from "../../topology/model";
import { takenText } from "../../topology/taken";
import { isKnown, Unresolved } from "../../values";
import type { Trail } from "../path";
import type { AddressSetting } from "../settings";
import { existence } from "./places";
import { checkPorts, portMatches, portOfEndpoint } from "./port";
import { targetIsOpen, targetIsRunning } from "./target-limits";

/** The target itself, and whether the address, port and protocol that the service was given are its own. */
export function arriveAtTarget(
  trail: Trail,
  topology: Topology,
  service: Service,
  target: Target,
  settings: readonly AddressSetting[],
  { isDeclared }: { isDeclared: boolean },
): void {
  if (!target.certain) existence(trail, target.address);
  targetIsRunning(trail, topology, target);
  targetIsOpen(trail, topology, target);
  const aboutIt = settings.filter((one) => checkAddress(trail, topology, one, target));
  checkPorts(trail, topology, service, target, settings);
  if (isDeclared && aboutIt.length === 0) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: service.address, attribute: "" },
      `it reads something of ${target.address}, and lineup cannot determine whether that is the address`,
      `give it ${hostOf(target)} in an env of its own`,
    );
  }
}

/** Whether this setting is about the address of this Redis, right or wrong. */
function checkAddress(trail: Trail, topology: Topology, setting: AddressSetting, target: Target): boolean {
  const { name, isNamed, at, owner } = setting;
  const fix = `refer to ${hostOf(target)} instead of writing an address`;
  if (owner.kind === "this") {
    hasEndpoint(trail, setting, target);
    portAndProtocol(trail, topology, setting, target);
    isTaken(trail, setting, target);
    restIsLost(trail, setting, target);
    if (owner.isFirst)
      trail.assume(`${name} holds the address that clients of ${target.address} begin with: the first one listed`);
    if (owner.record !== undefined) byName(trail, setting, owner.record, target);
    return true;
  }
  if (owner.kind === "another target" || (!isNamed && owner.kind !== "unclear")) return false;
  switch (owner.kind) {
    case "itself":
      trail.blocked(
        "ADDRESS_MISMATCH",
        at,
        `${name} is the container itself, ${target.kind.facts.noun} is at ${whereIs(target)}`,
        fix,
      );
      break;
    case "no address": {
      if (mayStandBesideAHost(setting, owner.attribute)) {
        unresolved(trail, setting, target);
        return true;
      }
      const message = `${name} holds the ${owner.attribute} of ${target.address}, which is no address`;
      trail.blocked("ADDRESS_MISMATCH", at, message, "use its host");
      return true;
    }
    case "unclear":
      unresolved(trail, setting, target);
      return true;
    case "unknown":
      if (setting.value === undefined && setting.doubt === undefined) return false;
      unresolved(trail, setting, target);
      return true;
    case "written out":
      writtenOut(trail, setting, owner, target);
  }
  portAndProtocol(trail, topology, setting, target);
  return true;
}

/** A plan lists what a URL refers to and not what is written around that: the host may be any text. */
function mayStandBesideAHost({ name, value }: AddressSetting, attribute: string): boolean {
  if (!(value instanceof Unresolved && value.isAssumed)) return false;
  return /(URL|URI|ADDR|ADDRESS|ENDPOINT)$/i.test(name) && /(^|_|\W)(port|auth_string)$/.test(attribute);
}

/** A record of this input gives the name this Redis's address. Its certificate holds the address, and no name. */
function byName(trail: Trail, { name, at }: AddressSetting, record: string, target: Target): void {
  trail.assume(`${name} is a name that resolves as ${record} says: nothing else answers for it`);
  if (target.tls === false) return;
  const message = `${name} is a name, and the certificate of ${target.kind.facts.noun} holds its address: whether the client accepts that is not part of this input`;
  trail.unknown("UNRESOLVED_REFERENCE", at, message, `give it ${hostOf(target)}`);
}

/** Only an instance with read replicas has a second address. */
function hasEndpoint(trail: Trail, { name, at, owner }: AddressSetting, target: Target): void {
  if (owner.kind !== "this" || owner.endpoint === "host" || target.hasReadEndpoint === true) return;
  const fix = "use its host, or give the instance the tier STANDARD_HA and READ_REPLICAS_ENABLED";
  if (target.hasReadEndpoint === false) {
    const message = `${name} holds the read endpoint of ${target.address}, which has none without read replicas`;
    trail.blocked("ADDRESS_MISMATCH", at, message, fix);
  } else {
    const message = `${name} holds the read endpoint of ${target.address}, and lineup cannot determine whether it has one: ${target.hasReadEndpoint.shown}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, fix);
  }
}

/** What promises a host alone: anything else may be a URL, whatever it is called. */
const NAMES_A_HOST = /(HOST|HOST_?NAME|(^|_)IP(V4)?|(^|_)IP_?ADDR(ESS)?)$/i;

/** What a client makes of more than an address is its own affair, where the name or the text promises less. */
function isTaken(trail: Trail, { name, isNamed, at, endpoint }: AddressSetting, target: Target): void {
  const { scheme, port, around = [] } = endpoint;
  const { schemes, noun, codes } = target.kind.facts;
  const isHost = isNamed && NAMES_A_HOST.test(name);
  const more = [
    ...(isHost && scheme !== undefined ? ["a scheme"] : []),
    ...(isHost && port !== undefined ? ["a port"] : []),
    ...around.filter((what) => isHost || what === "spaces or line breaks"),
  ];
  if (more.length > 0) {
    const message = `${name} holds ${more.join(" and ")} beside the address, and whether the client takes that off is not part of this input`;
    trail.unknown("ADDRESS_MISMATCH", at, message, "give it the address alone");
  }
  if (typeof scheme !== "string" || schemes.includes(scheme.split(/[+:]/, 1)[0] ?? "")) return;
  const message = `${name} begins with ${scheme.slice(0, 20)}://, which is no scheme of ${noun}`;
  const fix = noun === "Cloud SQL" ? "use the scheme of the database" : "use redis:// or, with TLS, rediss://";
  trail.unknown(codes.protocol, at, message, fix);
}

/**
 * A plan keeps a reference without what stands around it: the scheme is taken to be right, unless the target asks for
 * TLS, which few clients speak without being told in the URL. What refers to the host and not to the port has a port
 * that somebody wrote, unless its name says that it is a host. Of a URL with further parts in it any of them may be why it is unknown.
 */
function restIsLost(trail: Trail, { name, at, value, owner }: AddressSetting, target: Target): void {
  if (owner.kind !== "this" || !(value instanceof Unresolved)) return;
  const { taken } = owner;
  const isHost = NAMES_A_HOST.test(name);
  if (isHost && (value.isAssumed || (taken?.hasPort !== true && !taken?.isHidden))) {
    if (value.isAssumed)
      trail.assume(`${name} is exactly ${value.shown}: a plan does not keep the expression around a reference`);
    else if (taken) trail.assume(takenText(name, taken, ""));
    return;
  }
  if (!taken) {
    if (!value.isAssumed) return;
    const message = `${name} refers to ${value.shown}, and the plan does not show what stands around it`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "judge with --config");
    return;
  }
  const isAddress = isHost || (taken.hasPort && /(ADDR|ADDRESS|ENDPOINT)$/i.test(name));
  if (isHost && taken.hasPort) {
    const message = `${name} refers to a port beside the address, and whether the client takes that off is not part of this input`;
    trail.unknown("ADDRESS_MISMATCH", at, message, "give it the address alone");
  } else if (!isHost && taken.isMixed) {
    const message = `${name} is made of more than what it refers to: the plan does not show which part of it is the host`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "judge with --config");
  } else if (!isHost && !taken.hasPort && !taken.isHidden && tellsItsPort(target.kind.facts)) {
    const message = `${name} refers to the host and to no port: the plan does not show which port is written there`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "refer to the port as well, or judge with --config");
  } else if (!isAddress && target.tls !== false) {
    const message = `the plan does not show what ${name} holds around the host: whether it speaks TLS, and at which port`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "judge with --config");
  } else {
    const parts = [
      ...(isHost || taken.hasPort ? [] : ["the port"]),
      ...(isAddress ? [] : ["the scheme"]),
      ...(taken.isHidden && !isHost && target.auth === true ? ["the AUTH string"] : []),
    ];
    const verb = parts.length === 1 ? "is" : "are";
    const rest = parts.length === 0 ? "" : `; ${parts.join(" and ")} ${verb} taken from it`;
    trail.assume(takenText(name, taken, rest));
  }
}

function unresolved(trail: Trail, { name, at, value, doubt }: AddressSetting, target: Target): void {
  const why = value instanceof Unresolved ? value.shown : (doubt ?? "it is neither an address nor a URL of one");
  const message = `lineup cannot determine where ${name} points: ${why}`;
  const fix = `refer to ${hostOf(target)} alone, or judge with --config`;
  trail.unknown("UNRESOLVED_REFERENCE", at, message, fix);
}

/** What a fix tells to refer to. */
function hostOf({ address, kind }: Target): string {
  return kind.facts.host === "host" ? `${address}'s host` : `${address}.${kind.facts.host}`;
}

function whichOf({ kind }: Target): string {
  return kind.facts.noun === "Redis" ? "this Redis" : kind.facts.noun;
}

type WrittenOut = Extract<AddressSetting["owner"], { kind: "written out" }>;

function writtenOut(trail: Trail, { name, at }: AddressSetting, { host, doubt }: WrittenOut, target: Target): void {
  const fix = `refer to ${hostOf(target)} instead of writing an address`;
  if (!isAddressText(host)) {
    const message =
      doubt === undefined
        ? `${name} holds a name that is not an address of ${whichOf(target)}`
        : `${name} holds a name, and lineup cannot determine which address it resolves to: ${doubt}`;
    trail.unknown("ADDRESS_MISMATCH", at, message, `refer to ${hostOf(target)}`);
  } else if (target.addressKnowledge === "address" || !mayHold(target, host)) {
    trail.blocked(
      "ADDRESS_MISMATCH",
      at,
      `${name} is ${host}, ${target.kind.facts.noun} is at ${whereIs(target)}`,
      fix,
    );
  } else {
    trail.unknown(
      "ADDRESS_MISMATCH",
      at,
      `${name} is ${host}, and the address of ${target.kind.facts.noun} is not known yet`,
      fix,
    );
  }
}

function mayHold(target: Target, host: string): boolean {
  const address = addressesOf(host);
  if (address === undefined || address.isEmpty) return false;
  return target.addresses.contains(address) || target.readAddresses.addresses.contains(address);
}

function whereIs({ host, addresses }: Target): string {
  if (typeof host === "string") return host;
  const [first] = addresses.intervals;
  return first ? `an address from ${dotted(first[0])} on` : "an address not known yet";
}

/** What clients assume where a URL names no port, with TLS and without. */
const PORT_OF_A_URL = REDIS_PORT;

function portAndProtocol(
  trail: Trail,
  topology: Topology,
  { name, at, endpoint }: AddressSetting,
  target: Target,
): void {
  if (endpoint.port !== undefined) portOfEndpoint(trail, topology, { name, at, value: endpoint.port }, target);
  else if (endpoint.scheme !== undefined && target.kind.facts.isCache) portMatches(trail, at, PORT_OF_A_URL, target);
  if (endpoint.scheme === undefined) return;
  if (!isKnown(target.tls)) {
    const message = `lineup cannot determine whether ${target.kind.facts.noun} asks for TLS, which the scheme in ${name} has to agree with: ${target.tls.shown}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "write the TLS mode out");
    return;
  }
  if (endpoint.scheme instanceof Unresolved) {
    const message = `lineup cannot determine whether ${name} speaks TLS: ${endpoint.scheme.shown}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, `write ${target.tls ? "rediss" : "redis"}:// out`);
    return;
  }
  const speaksTls = endpoint.scheme === "rediss";
  const { codes } = target.kind.facts;
  const one = whichOf(target).replace(/^this /, "a ");
  if ((endpoint.scheme === "redis" || speaksTls) && speaksTls !== target.tls) {
    trail.blocked(
      codes.protocol,
      at,
      `it speaks ${speaksTls ? `TLS to ${one} without` : `plain text to ${one} with TLS`}`,
      `use ${target.tls ? "rediss" : "redis"}://, or give host and port as references`,
    );
  }
}

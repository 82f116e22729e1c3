import { factsAt, isTargetAddress } from "../../../../facts/targets";
import type { Service, Target, Topology } from "../../topology/model";
import { isPortTaken } from "../../topology/taken";
import { targetsAt } from "../../topology/targets";
import { isKnown, type Reference, Unresolved, type Value } from "../../values";
import type { Trail } from "../path";
import { type AddressSetting, addressSettings, type PortSetting, portSettings, stem } from "../settings";

const FIX = "use the port of the instance";

/** The ports that are set beside addresses: SESSIONS_REDIS_PORT belongs to SESSIONS_REDIS_HOST. */
export function checkPorts(
  trail: Trail,
  topology: Topology,
  service: Service,
  target: Target,
  settings: readonly AddressSetting[],
): void {
  for (const port of portSettings(service, target, settings)) {
    const partners = settings.filter(({ name, isNamed }) => isNamed && stem(name) === stem(port.name));
    const isOfAnother = partners.length > 0 && partners.every(({ owner }) => owner.kind === "another target");
    if (isOfAnother || (partners.length === 0 && isAloneWithAnother(topology, service, port.value, target))) continue;
    checkPort(trail, topology, port, target);
  }
}

/** A port of another Redis whose address the service has as well is meant for that one. */
function isAloneWithAnother(topology: Topology, service: Service, value: Value | undefined, target: Target): boolean {
  const other = otherOne(topology, value, target);
  return other !== undefined && addressSettings(topology, service, other).some(({ owner }) => owner.kind === "this");
}

function otherOne(topology: Topology, value: Value | undefined, target: Target): Target | undefined {
  if (!(value instanceof Unresolved) || !value.soleReference || !isPort(value.soleReference)) return undefined;
  const { address } = value.soleReference;
  return targetsAt(topology, address).find((other) => other.address !== target.address);
}

function isPort({ address, attribute }: Reference): boolean {
  return factsAt(address)?.ports.test(attribute) ?? false;
}

function checkPort(trail: Trail, topology: Topology, setting: PortSetting, target: Target): void {
  const { name, at, value, doubt } = setting;
  if (value === undefined) {
    if (doubt !== undefined) unresolved(trail, setting, doubt);
  } else if (value instanceof Unresolved && !value.soleReference?.attribute && isPortTaken(value, target, topology)) {
    trail.assume(`${name} is taken to hold the port of ${target.address}: a plan does not show it`);
  } else if (value instanceof Unresolved) {
    portOfEndpoint(trail, topology, { ...setting, value }, target);
  } else if (/^\d{1,5}$/.test(String(value))) {
    portMatches(trail, at, Number(value), target);
  } else if (/^\s*\d{1,5}\s*$/.test(String(value))) {
    unresolved(trail, setting, "it has spaces around it, which some clients refuse");
  } else {
    trail.blocked(target.kind.facts.codes.port, at, `${name} holds something other than a port number`, FIX);
  }
}

/** A port that is text or a reference: only a reference to a port is known to be one. */
export function portOfEndpoint(
  trail: Trail,
  topology: Topology,
  setting: PortSetting & { value: string | Unresolved },
  target: Target,
): void {
  const { name, at, value } = setting;
  if (typeof value === "string") {
    if (/^\d+$/.test(value)) portMatches(trail, at, Number(value), target);
    else unresolved(trail, setting, "its text has something around a reference");
    return;
  }
  const { soleReference } = value;
  if (soleReference && isPort(soleReference)) {
    if (target.aliases.includes(soleReference.address)) {
      if (value.isAssumed)
        trail.assume(`${name} is exactly ${value.shown}: a plan does not keep the expression around a reference`);
      return;
    }
    const other = otherOne(topology, value, target);
    if (other && isKnown(other.port)) {
      portMatches(trail, at, other.port, target);
      return;
    }
  } else if (soleReference?.attribute && isTargetAddress(soleReference.address)) {
    const message = `${name} holds the ${soleReference.attribute} of ${soleReference.address}, which is no port`;
    trail.blocked(target.kind.facts.codes.port, at, message, FIX);
    return;
  }
  unresolved(trail, setting, value.shown);
}

function unresolved(trail: Trail, { name, at }: PortSetting, why: string): void {
  trail.unknown("UNRESOLVED_REFERENCE", at, `the port in ${name} is unknown: ${why}`, FIX);
}

export function portMatches(trail: Trail, at: PortSetting["at"], port: number, target: Target): void {
  const { noun, codes, portFollows, host, port: own, otherPorts } = target.kind.facts;
  if (!isKnown(target.port)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `lineup cannot determine whether ${port} is the port of ${noun}: its ${portFollows.from} is not known`,
      "refer to its port",
    );
  } else if (otherPorts[port] !== undefined) {
    const message = `${port} is the port of ${otherPorts[port]}, and whether the client is one is not part of this input`;
    trail.unknown(codes.port, at, message, `use ${target.port} for what connects to ${host}`);
  } else if (port !== target.port) {
    const why = target.tls === true && target.kind.facts.isRegional ? " under TLS" : "";
    trail.blocked(
      codes.port,
      at,
      `it calls port ${port}, and ${noun} listens on ${target.port}${why}`,
      own === undefined ? `use ${target.port}` : `refer to ${target.address}'s ${own} instead of writing one`,
    );
  }
}

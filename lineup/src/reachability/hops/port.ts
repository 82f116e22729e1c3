import type { Cache, Service, Topology } from "../../topology/model";
import { isKnown, Unresolved, type Value } from "../../values";
import type { Trail } from "../path";
import { type At, addressesTold, isCache, portsTold, type Told } from "../told";

interface PortTold {
  name: string;
  at: At;
  value: Value | undefined;
  doubt?: string | undefined;
}

const FIX = "use the port of the instance";
const PORTS = new Set(["port", "read_endpoint_port"]);

/** What the service is told of ports, beside addresses: SESSIONS_REDIS_PORT goes with SESSIONS_REDIS_HOST. */
export function checkPortsTold(
  trail: Trail,
  topology: Topology,
  service: Service,
  cache: Cache,
  told: readonly Told[],
): void {
  for (const port of portsTold(service)) {
    const partners = told.filter(({ name, isNamed }) => isNamed && stem(name) === stem(port.name));
    const isOfAnother = partners.length > 0 && partners.every(({ owner }) => owner.kind === "another cache");
    if (isOfAnother || (partners.length === 0 && isAloneWithAnother(topology, service, port.value, cache))) continue;
    checkPort(trail, topology, port, cache);
  }
}

function stem(name: string): string {
  return name.toUpperCase().replace(/(HOSTNAME|HOST|URL|ADDR|ENDPOINT|PORT)$/, "");
}

/** A port of another cache whose address the service has as well speaks of that one. */
function isAloneWithAnother(topology: Topology, service: Service, value: Value | undefined, cache: Cache): boolean {
  const other = otherCache(topology, value, cache);
  return other !== undefined && addressesTold(topology, service, other).some(({ owner }) => owner.kind === "this");
}

function otherCache(topology: Topology, value: Value | undefined, cache: Cache): Cache | undefined {
  if (!(value instanceof Unresolved) || !value.lone || !PORTS.has(value.lone.attribute)) return undefined;
  const { address } = value.lone;
  return topology.caches.find((other) => other.address !== cache.address && other.aliases.includes(address));
}

function checkPort(trail: Trail, topology: Topology, told: PortTold, cache: Cache): void {
  const { name, at, value, doubt } = told;
  if (value === undefined) {
    if (doubt !== undefined) untold(trail, told, doubt);
  } else if (value instanceof Unresolved) {
    portOfEndpoint(trail, topology, { ...told, value }, cache);
  } else if (/^\d{1,5}$/.test(String(value).trim())) {
    portMatches(trail, at, Number(value), cache);
  } else {
    trail.blocked("REDIS_INSTANCE_UNSUPPORTED_PORT", at, `${name} holds something that is no port number`, FIX);
  }
}

/** A port that is text or a reference: only a reference to a port is known to be one. */
export function portOfEndpoint(
  trail: Trail,
  topology: Topology,
  told: PortTold & { value: string | Unresolved },
  cache: Cache,
): void {
  const { name, at, value } = told;
  if (typeof value === "string") {
    if (/^\d+$/.test(value)) portMatches(trail, at, Number(value), cache);
    else untold(trail, told, "its text has something around a reference");
    return;
  }
  const { lone } = value;
  if (lone && PORTS.has(lone.attribute)) {
    if (cache.aliases.includes(lone.address)) {
      if (value.takenAtItsWord) trail.assume(`${name} is ${value.shown} itself: a plan does not keep the expression`);
      return;
    }
    const other = otherCache(topology, value, cache);
    if (other && isKnown(other.port)) {
      portMatches(trail, at, other.port, cache);
      return;
    }
  } else if (lone && isCache(lone.address)) {
    const message = `${name} holds the ${lone.attribute} of ${lone.address}, which is no port`;
    trail.blocked("REDIS_INSTANCE_UNSUPPORTED_PORT", at, message, FIX);
    return;
  }
  untold(trail, told, value.shown);
}

function untold(trail: Trail, { name, at }: PortTold, why: string): void {
  trail.unknown("UNRESOLVED_REFERENCE", at, `which port ${name} says cannot be told: ${why}`, FIX);
}

export function portMatches(trail: Trail, at: At, port: number, cache: Cache): void {
  if (!isKnown(cache.port)) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      `whether ${port} is the port of Redis cannot be told: its TLS mode is not known`,
      "refer to its port",
    );
  } else if (port !== cache.port) {
    const why = cache.tls === true ? " under TLS" : "";
    trail.blocked(
      "REDIS_INSTANCE_UNSUPPORTED_PORT",
      at,
      `it calls port ${port}, and Redis listens on ${cache.port}${why}`,
      `refer to ${cache.address}'s port instead of writing one`,
    );
  }
}

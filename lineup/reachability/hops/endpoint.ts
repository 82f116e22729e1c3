import { addressesOf, dotted } from "../../sets/addresses";
import { type Endpoint, endpointOf, isAddressText, isLoopback, isRedisAddress } from "../../topology/endpoint";
import type { Cache, Service, Variable } from "../../topology/model";
import { isKnown, Unresolved, type Value } from "../../values";
import type { Trail } from "../path";

const REDIS_PORT = /^(?=.*REDIS).*PORT$/is;

/** Redis itself, and whether what the service was told about it is true. */
export function arriveAtRedis(trail: Trail, service: Service, cache: Cache): void {
  if (!cache.certain) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: cache.address, attribute: "count or for_each" },
      "whether it exists cannot be told from this input",
      "judge a plan: there every instance is listed",
    );
  }
  if (cache.state !== undefined && cache.state !== "READY") {
    trail.blocked(
      "REDIS_INSTANCE_NOT_RUNNING",
      { address: cache.address, attribute: "state" },
      `Redis is ${cache.state}`,
      "wait for it or repair it",
    );
  }
  for (const variable of service.variables) {
    if (isRedisAddress(variable)) checkAddress(trail, service, variable, cache);
    else if (REDIS_PORT.test(variable.name)) checkPort(trail, service, variable, cache);
  }
}

function checkAddress(trail: Trail, service: Service, variable: Variable, cache: Cache): void {
  const at = { address: service.address, attribute: variable.attribute };
  const value = variable.value ?? variable.secretValue;
  if (typeof value === "string") checkLiteral(trail, at, endpointOf(value), variable, cache);
  if (!(value instanceof Unresolved)) return;
  const isElsewhere = value.lone !== undefined && value.lone.address !== cache.address && isRedis(value.lone.address);
  if (isElsewhere) return;
  if (value.lone?.address === cache.address) {
    checkReference(trail, at, variable, cache, value);
  } else if (!value.parts || !checkParts(trail, at, value.parts, cache)) {
    const message = `where ${variable.name} points cannot be told: ${value.shown}`;
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      message,
      `refer to ${cache.address}'s host alone, or judge with --config`,
    );
  }
}

type At = { address: string; attribute: string };

function checkReference(
  trail: Trail,
  at: At,
  variable: Variable,
  cache: Cache,
  { lone, takenAtItsWord }: Unresolved,
): void {
  const attribute = lone?.attribute ?? "";
  if (!isAddress(attribute)) {
    const message = `${variable.name} holds the ${attribute} of ${cache.address}, which is no address`;
    trail.blocked("ADDRESS_MISMATCH", at, message, "use its host");
  } else if (takenAtItsWord && /URL$/i.test(variable.name)) {
    // A URL is more than a host, and of a plan's lone reference the rest is lost.
    const message = `what ${variable.name} says around the host is not in a plan`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "judge with --config");
  }
}

function isRedis(address: string): boolean {
  return /(^|\.)google_redis_instance\./.test(address);
}

function isAddress(attribute: string): boolean {
  return attribute === "host" || attribute === "read_endpoint" || attribute === "";
}

/** `rediss://${google_redis_instance.cache.host}:6378`: the text around the reference says port and protocol. */
function checkParts(trail: Trail, at: At, parts: readonly (string | Unresolved)[], cache: Cache): boolean {
  const index = parts.findIndex((part) => part instanceof Unresolved && part.lone?.attribute === "host");
  const host = parts[index];
  if (!(host instanceof Unresolved) || !host.lone || !isRedis(host.lone.address)) return false;
  if (host.lone.address !== cache.address) return true;
  const before = parts.slice(0, index).map((part) => (typeof part === "string" ? part : ""));
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(before.join(""))?.[1]?.toLowerCase();
  const after = parts[index + 1];
  if (after === undefined || (typeof after === "string" && !after.startsWith(":"))) {
    if (scheme !== undefined) portMatches(trail, at, PORT_OF_A_URL, cache);
  } else {
    const port = typeof after === "string" ? /^:(\d+)/.exec(after)?.[1] : undefined;
    if (port !== undefined) portMatches(trail, at, Number(port), cache);
  }
  protocolMatches(trail, at, scheme, cache);
  return true;
}

/** What clients assume where a URL names no port, with TLS and without. */
const PORT_OF_A_URL = 6379;

function checkLiteral(trail: Trail, at: At, endpoint: Endpoint, variable: Variable, cache: Cache): void {
  const { host, port, scheme } = endpoint;
  if (host !== undefined && !holds(cache, host)) {
    const where = isLoopback(host)
      ? "the container itself"
      : isAddressText(host)
        ? host
        : "a name that is not an address of this Redis";
    if (!isLoopback(host) && !isAddressText(host)) {
      trail.unknown("ADDRESS_MISMATCH", at, `${variable.name} holds ${where}`, `refer to ${cache.address}'s host`);
    } else if (isLoopback(host) || cache.addressKnowledge === "address" || !mayHold(cache, host)) {
      trail.blocked(
        "ADDRESS_MISMATCH",
        at,
        `${variable.name} is ${where}, Redis is at ${whereIs(cache)}`,
        `refer to ${cache.address}'s host instead of writing an address`,
      );
    } else {
      trail.unknown(
        "ADDRESS_MISMATCH",
        at,
        `${variable.name} is ${host}, and the address of Redis is not known yet`,
        `refer to ${cache.address}'s host instead of writing an address`,
      );
    }
  }
  if (port !== undefined) portMatches(trail, at, port, cache);
  else if (scheme !== undefined) portMatches(trail, at, PORT_OF_A_URL, cache);
  protocolMatches(trail, at, scheme, cache);
}

function holds(cache: Cache, host: string): boolean {
  return [cache.host, cache.readEndpoint].some((known) => typeof known === "string" && known === host);
}

function mayHold(cache: Cache, host: string): boolean {
  const address = addressesOf(host);
  return address !== undefined && !address.isEmpty && cache.addresses.contains(address);
}

function whereIs({ host, addresses }: Cache): string {
  if (typeof host === "string") return host;
  const [first] = addresses.intervals;
  return first ? `an address from ${dotted(first[0])} on` : "an address not known yet";
}

function checkPort(trail: Trail, service: Service, variable: Variable, cache: Cache): void {
  const at = { address: service.address, attribute: variable.attribute };
  const value = variable.value ?? variable.secretValue;
  const port = portIn(value);
  if (port !== undefined) portMatches(trail, at, port, cache);
  if (
    value instanceof Unresolved &&
    value.lone?.address === cache.address &&
    !["port", "read_endpoint_port", ""].includes(value.lone.attribute)
  ) {
    trail.blocked(
      "REDIS_INSTANCE_UNSUPPORTED_PORT",
      at,
      `${variable.name} holds the ${value.lone.attribute} of ${cache.address}, which is no port`,
      "use its port",
    );
  }
}

function portIn(value: Value | undefined): number | undefined {
  return (typeof value === "string" || typeof value === "number") && /^\d{1,5}$/.test(String(value))
    ? Number(value)
    : undefined;
}

function portMatches(trail: Trail, at: At, port: number, cache: Cache): void {
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

function protocolMatches(trail: Trail, at: At, scheme: string | undefined, cache: Cache): void {
  if (scheme === undefined || !isKnown(cache.tls)) return;
  const speaksTls = scheme === "rediss";
  if (scheme !== "redis" && !speaksTls) return;
  if (speaksTls !== cache.tls) {
    trail.blocked(
      "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
      at,
      `it speaks ${speaksTls ? "TLS to a Redis without" : "plain text to a Redis with TLS"}`,
      `use ${cache.tls ? "rediss" : "redis"}://, or give host and port as references`,
    );
  }
}

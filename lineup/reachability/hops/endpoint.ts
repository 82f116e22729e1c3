import type { Cache, Service, Variable } from "../../topology/model";
import { isKnown, Unresolved, type Value } from "../../values";
import { addressesOf, dotted } from "../addresses";
import type { Trail } from "../path";

/** What a variable says about where Redis is; only what can be read for certain. */
export interface Endpoint {
  host: string | undefined;
  port: number | undefined;
  scheme: string | undefined;
}

const REDIS_ADDRESS = /REDIS.*(HOST|URL|ADDR|ENDPOINT)$/i;
const REDIS_PORT = /REDIS.*PORT$/i;

export function isRedisAddress(variable: Variable): boolean {
  return REDIS_ADDRESS.test(variable.name);
}

/** "10.0.0.3", "10.0.0.3:6379", "redis://:secret@10.0.0.3:6379/0"; credentials are left behind. */
export function endpointOf(text: string): Endpoint {
  const [, scheme, rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const authority = rest.split(/[/?#]/)[0]?.split("@").at(-1) ?? "";
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(authority) ?? [];
  return {
    host: (bracketed ?? plain)?.toLowerCase() || undefined,
    port: port === undefined ? undefined : Number(port),
    scheme: scheme?.toLowerCase(),
  };
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "0.0.0.0" || /^127(\.\d{1,3}){3}$/.test(host);
}

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
  const { value } = variable;
  if (typeof value === "string") checkLiteral(trail, at, endpointOf(value), variable, cache);
  if (!(value instanceof Unresolved)) return;
  if (value.lone?.address === cache.address && !isAddress(value.lone.attribute)) {
    trail.blocked(
      "ADDRESS_MISMATCH",
      at,
      `${variable.name} holds the ${value.lone.attribute} of ${cache.address}, which is no address`,
      "use its host",
    );
  }
  if (value.parts) checkParts(trail, at, value.parts, cache);
}

function isAddress(attribute: string): boolean {
  return attribute === "host" || attribute === "read_endpoint" || attribute === "";
}

/** `rediss://${google_redis_instance.cache.host}:6378`: the text around the reference says port and protocol. */
function checkParts(
  trail: Trail,
  at: { address: string; attribute: string },
  parts: readonly (string | Unresolved)[],
  cache: Cache,
): void {
  const index = parts.findIndex(
    (part) => part instanceof Unresolved && part.lone?.address === cache.address && part.lone.attribute === "host",
  );
  if (index < 0) return;
  const after = parts[index + 1];
  const before = parts
    .slice(0, index)
    .map((part) => (typeof part === "string" ? part : ""))
    .join("");
  const port = typeof after === "string" ? /^:(\d+)/.exec(after)?.[1] : undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(before)?.[1]?.toLowerCase();
  if (port !== undefined) portMatches(trail, at, Number(port), cache);
  protocolMatches(trail, at, scheme, cache);
}

function checkLiteral(
  trail: Trail,
  at: { address: string; attribute: string },
  endpoint: Endpoint,
  variable: Variable,
  cache: Cache,
): void {
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
  protocolMatches(trail, at, scheme, cache);
}

function holds(cache: Cache, host: string): boolean {
  return [cache.host, cache.readEndpoint].some((known) => typeof known === "string" && known === host);
}

function mayHold(cache: Cache, host: string): boolean {
  const address = addressesOf(host);
  return address !== undefined && !address.isEmpty && cache.addresses.contains(address);
}

export function isAddressText(host: string): boolean {
  return addressesOf(host) !== undefined;
}

function whereIs({ host, addresses }: Cache): string {
  if (typeof host === "string") return host;
  const [first] = addresses.intervals;
  return first ? `an address from ${dotted(first[0])} on` : "an address not known yet";
}

function checkPort(trail: Trail, service: Service, variable: Variable, cache: Cache): void {
  const at = { address: service.address, attribute: variable.attribute };
  const port = portIn(variable.value);
  if (port !== undefined) portMatches(trail, at, port, cache);
  const { value } = variable;
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

function portMatches(trail: Trail, at: { address: string; attribute: string }, port: number, cache: Cache): void {
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

function protocolMatches(
  trail: Trail,
  at: { address: string; attribute: string },
  scheme: string | undefined,
  cache: Cache,
): void {
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

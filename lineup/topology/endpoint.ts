import { addressesOf } from "../sets/addresses";
import type { Variable } from "./model";

/** What a variable says about where Redis is; only what can be read for certain. */
export interface Endpoint {
  host: string | undefined;
  port: number | undefined;
  scheme: string | undefined;
}

// The lookahead is tried once: a name that says REDIS a million times is still read once.
const REDIS_ADDRESS = /^(?=.*REDIS).*(HOST|URL|ADDR|ENDPOINT)$/is;

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

export function isAddressText(host: string): boolean {
  return addressesOf(host) !== undefined;
}

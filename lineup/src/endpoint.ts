import { IPv6 } from "ipaddr.js";
import { addressesOf } from "./sets/addresses";
import { isFields, Unresolved, type Value } from "./values";

/** What a variable says about where Redis is; only what can be read for certain. */
export interface Endpoint {
  host: string | undefined;
  port: number | undefined;
  scheme: string | undefined;
}

/** The same of text with references in it: each place is text, one reference, or nothing. */
export interface Said {
  host: string | Unresolved | undefined;
  port: string | Unresolved | undefined;
  scheme: string | Unresolved | undefined;
}

// The lookahead is tried once: a name that says REDIS a million times is still read once.
const REDIS_ADDRESS = /^(?=.*REDIS).*(HOST|HOSTNAME|URL|ADDR|ENDPOINT)$/is;

export function isRedisAddress(variable: { name: string }): boolean {
  return REDIS_ADDRESS.test(variable.name);
}

/** "10.0.0.3", "10.0.0.3:6379", "redis://:secret@10.0.0.3:6379/0"; credentials are left behind. */
export function endpointOf(text: string): Endpoint {
  const { scheme, host, port } = split(text);
  return { scheme, host, port: port !== undefined && /^\d+$/.test(port) ? Number(port) : undefined };
}

// References stand in the text as one character each, of a block that Unicode gives nobody.
const FIRST_HOLE = 0xe000;
const LAST_HOLE = 0xf8ff;
const HOLE = /[\ue000-\uf8ff]/;
const AROUND = new Unresolved("text around a reference");

/**
 * The endpoint in a value, known or with references in it. `${host}0` and `redis://x/?real=${host}` hold a reference to
 * a host, and neither leads there: a place is a reference only where nothing else is in it.
 */
export function endpointIn(value: Value): Said {
  if (value instanceof Unresolved && !value.parts) return { host: value, port: undefined, scheme: undefined };
  if (Array.isArray(value) || isFields(value)) return NOTHING;
  const holes: Unresolved[] = [];
  let text = "";
  for (const part of value instanceof Unresolved ? (value.parts ?? []) : [String(value)]) {
    if (typeof part === "string" && HOLE.test(part)) return NOTHING;
    text += typeof part === "string" ? part : String.fromCharCode(FIRST_HOLE + holes.push(part) - 1);
  }
  if (holes.length > LAST_HOLE - FIRST_HOLE) return NOTHING;
  const { scheme, host, port } = split(text);
  const filled = (word: string | undefined) => {
    if (word === undefined || !HOLE.test(word)) return word;
    return word.length === 1 ? (holes[word.charCodeAt(0) - FIRST_HOLE] ?? AROUND) : AROUND;
  };
  return { scheme: filled(scheme), host: filled(host), port: filled(port) };
}

const NOTHING: Said = { host: undefined, port: undefined, scheme: undefined };

function split(text: string): Record<"scheme" | "host" | "port", string | undefined> {
  const said = text.trim();
  // Without brackets an IPv6 address is all there is: what would be its port is a part of it.
  if (IPv6.isValid(said)) return { scheme: undefined, host: said.toLowerCase(), port: undefined };
  const [, scheme, rest = ""] = /^(?:([a-z\ue000-\uf8ff][a-z0-9+.\-\ue000-\uf8ff]*):\/\/)?(.*)$/is.exec(said) ?? [];
  const authority = rest.split(/[/?#]/)[0]?.split("@").at(-1) ?? "";
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::([\d\ue000-\uf8ff]+))?$/.exec(authority) ?? [];
  return { scheme: scheme?.toLowerCase(), host: (bracketed ?? plain)?.toLowerCase() || undefined, port };
}

/** Whether who calls this calls itself. */
export function isLoopback(host: string): boolean {
  if (/^(.*\.)?localhost\.?$/.test(host) || /^127(\.\d{1,3}){1,3}$/.test(host) || host === "0.0.0.0") return true;
  if (!IPv6.isValid(host)) return false;
  const address = IPv6.parse(host);
  if (address.isIPv4MappedAddress()) return isLoopback(address.toIPv4Address().toString());
  return ["loopback", "unspecified"].includes(address.range());
}

export function isAddressText(host: string): boolean {
  return addressesOf(host) !== undefined;
}

import { IPv6 } from "ipaddr.js";
import { addressesOf } from "./sets/addresses";
import { isFields, Unresolved, type Value } from "./values";

/** The address of Redis in a variable, as far as it is certain. */
interface Endpoint {
  host: string | undefined;
  port: number | undefined;
  scheme: string | undefined;
}

/** The same for text with references in it: each part is text, one reference, or undefined. */
export interface EndpointParts {
  host: string | Unresolved | undefined;
  port: string | Unresolved | undefined;
  scheme: string | Unresolved | undefined;
  /** What stands around the address that a client may not take off: a database number, credentials, spaces. */
  around?: readonly ("a path" | "credentials" | "spaces or line breaks")[];
  /** Of `redis://:password@host`; undefined where there is none. */
  password?: string | Unresolved | undefined;
}

// The lookahead runs once, so that a hostile name is read in linear time.
const REDIS_ADDRESS = /^(?=.*(?:REDIS|VALKEY)).*(HOST|HOSTNAME|URL|URI|ADDR|ADDRESS|ENDPOINT)$/is;

const REDIS_PORT = /^(?=.*(?:REDIS|VALKEY)).*PORT$/is;

export function isRedisPort({ name }: { name: string }): boolean {
  return REDIS_PORT.test(name);
}

export function isRedisAddress(variable: { name: string }): boolean {
  return REDIS_ADDRESS.test(variable.name);
}

/** Products that have Redis in their name and are none, and words that only hold its letters: CREDISCOVER_URL. */
const OTHER_PRODUCTS = /REDIS_?(INSIGHT|COMMANDER|EXPORTER|BROWSER|DASHBOARD|ADMIN|UI|METRICS)/i;
const LETTERS_ALONE =
  /(?:[A-Z]REDIS(?!HOST|UR[IL]|ADDR|ENDPOINT|SERVER|CACHE|SESSION)[A-Z]|[a-z]redis(?!host|ur[il]|addr|endpoint|server|cache|session)[a-z])/;

/**
 * Named for something that is no Redis of the project: one that others run on the internet, to which no network of the
 * project leads, or another product.
 */
export function isOfAnotherProvider(name: string): boolean {
  return /UPSTASH|(^|_)REST_/i.test(name) || OTHER_PRODUCTS.test(name) || LETTERS_ALONE.test(name);
}

/** "10.0.0.3", "10.0.0.3:6379", "redis://:secret@10.0.0.3:6379/0"; credentials are dropped. */
export function endpointOf(text: string): Endpoint {
  const { scheme, host, port } = split(text);
  return { scheme, host, port: port !== undefined && /^\d+$/.test(port) ? Number(port) : undefined };
}

// While the text is split, each reference is one character of Unicode's private use area.
const FIRST_PLACEHOLDER = 0xe000;
const LAST_PLACEHOLDER = 0xf8ff;
const PLACEHOLDER = /[\ue000-\uf8ff]/;
const AROUND = new Unresolved("text around a reference");

/**
 * The endpoint in a value, known or with references in it. A part is a reference only where it holds nothing else:
 * `${host}0` and `redis://x/?real=${host}` refer to a host, and neither connects to it.
 */
export function endpointIn(value: Value): EndpointParts {
  if (value instanceof Unresolved && !value.parts) return { host: value, port: undefined, scheme: undefined };
  if (Array.isArray(value) || isFields(value)) return NOTHING;
  const references: Unresolved[] = [];
  let text = "";
  for (const part of value instanceof Unresolved ? (value.parts ?? []) : [String(value)]) {
    if (typeof part === "string" && PLACEHOLDER.test(part)) return NOTHING;
    text += typeof part === "string" ? part : String.fromCharCode(FIRST_PLACEHOLDER + references.push(part) - 1);
  }
  if (references.length > LAST_PLACEHOLDER - FIRST_PLACEHOLDER) return NOTHING;
  const { scheme, host, port, credentials, rest } = split(text);
  const filled = (word: string | undefined) => {
    if (word === undefined || !PLACEHOLDER.test(word)) return word;
    return word.length === 1 ? (references[word.charCodeAt(0) - FIRST_PLACEHOLDER] ?? AROUND) : AROUND;
  };
  const around = [
    ...(text === text.trim() ? [] : ["spaces or line breaks" as const]),
    ...(credentials === undefined ? [] : ["credentials" as const]),
    ...(rest === "" ? [] : ["a path" as const]),
  ];
  const password = credentials?.includes(":") ? credentials.slice(credentials.indexOf(":") + 1) : undefined;
  return { scheme: filled(scheme), host: filled(host), port: filled(port), around, password: filled(password) };
}

const NOTHING: EndpointParts = { host: undefined, port: undefined, scheme: undefined };

type Split = Record<"scheme" | "host" | "port" | "credentials", string | undefined> & { rest: string };

function split(text: string): Split {
  const trimmed = text.trim();
  const nothing = { scheme: undefined, port: undefined, credentials: undefined, rest: "" };
  // An IPv6 address without brackets has no port: the last group belongs to the address.
  if (IPv6.isValid(trimmed)) return { ...nothing, host: trimmed.toLowerCase() };
  const [, scheme, all = ""] = /^(?:([a-z\ue000-\uf8ff][a-z0-9+.\-\ue000-\uf8ff]*):\/\/)?(.*)$/is.exec(trimmed) ?? [];
  const before = all.split(/[/?#]/, 1)[0] ?? "";
  const at = before.lastIndexOf("@");
  const authority = before.slice(at + 1);
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::([\d\ue000-\uf8ff]+))?$/.exec(authority) ?? [];
  return {
    scheme: scheme?.toLowerCase(),
    host: (bracketed ?? plain)?.toLowerCase() || undefined,
    port,
    credentials: at < 0 ? undefined : before.slice(0, at),
    rest: all.slice(before.length),
  };
}

/** Whether the host is the caller's own machine. */
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

import { isIP } from "node:net";

const LONGEST = 2_000;

/**
 * What may be written of the value of an environment variable: an address, a port, localhost, or a Redis endpoint made
 * of these; null for everything else. Credentials, paths and options around an endpoint are removed.
 */
export function shownValue(name: string, value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const text = value.trim();
  if (text === "" || isIP(text) > 0) return text;
  // A number alone may as well be a PIN.
  if (/PORT/i.test(name) && isPort(text)) return text;
  const [, scheme = "", rest = ""] = /^(rediss?:\/\/)?(.*)$/is.exec(text) ?? [];
  const authority = rest.split(/[/?#]/)[0]?.split("@").at(-1) ?? "";
  const [, host = "", port] = /^(localhost|[\d.]+|\[[\da-f:.]+\])(?::(\d+))?$/i.exec(authority) ?? [];
  if (!/^localhost$/i.test(host) && isIP(host.replace(/^\[|\]$/g, "")) === 0) return null;
  if (port !== undefined && !isPort(port)) return null;
  return `${scheme.toLowerCase()}${host.toLowerCase()}${port === undefined ? "" : `:${port}`}`;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

import { mayBeSecretName } from "../facts/secret-names";

const HIDDEN = "a value not shown here";
const LONGEST_VALUE = 80;
const LONGEST_KEY = 60;

/** A value as an error may repeat it: short, on one line, and without what may be a secret. */
export function shown(value: unknown, key = ""): string {
  if (mayBeSecretName(key)) return HIDDEN;
  const text = inWords(value)
    .replace(/[^\s"]+/g, withoutCredentials)
    .replace(/[^\s"&,;]+/g, withoutAssignedSecret);
  return cut(text, LONGEST_VALUE);
}

/** "//user:password@host" and "user:password@host", also where the password holds what a URL may not. */
function withoutCredentials(word: string): string {
  const end = word.lastIndexOf("@");
  const start = word.slice(0, end).indexOf("//");
  if (end < 0 || (start < 0 && !word.slice(0, end).includes(":"))) return word;
  return `${start < 0 ? "" : word.slice(0, start + 2)}(credentials not shown)${word.slice(end)}`;
}

/** "PASSWORD=..." and "...?password=...". */
function withoutAssignedSecret(word: string): string {
  const equals = word.indexOf("=");
  return mayBeSecretName(word.slice(0, equals + 1)) ? `${word.slice(0, equals + 1)}(not shown)` : word;
}

/** A path; a key with a line break or a space in it is quoted, a long one is cut. */
export function shownPath(path: string): string {
  const keys = path.split(".").map((key) => (/\s/.test(key) ? JSON.stringify(key) : key));
  return keys.map((key) => cut(key, LONGEST_KEY)).join(".") || "(all of it)";
}

function inWords(value: unknown): string {
  // JSON would call NaN null and refuse 1n.
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  try {
    return JSON.stringify(value, withoutSecrets) ?? `a ${typeof value}`;
  } catch {
    return "something that refers to itself";
  }
}

function withoutSecrets(key: string, value: unknown): unknown {
  if (mayBeSecretName(key)) return HIDDEN;
  return typeof value === "bigint" ? `${value}n` : value;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

import { Unresolved } from "../../../values";
import { convert, type Outcome, REFUSED } from "../convert";
import { joined } from "../joined";
import { isPlain } from "../text";
import type { Typed } from "../types";

const VERB = /(%%|%0?\d{0,2}[sdv])/;

/** `format`, for the verbs %s, %d and %v with at most a width. */
export function formatted(pattern: string, args: readonly Typed[]): Outcome {
  let next = 0;
  const parts: Typed[] = [];
  for (const part of pattern.split(VERB)) {
    if (part === "%%") parts.push("%");
    else if (!part.startsWith("%") || !VERB.test(part)) {
      if (part.includes("%")) return undefined;
      if (part !== "") parts.push(part);
    } else {
      const word = worded(part, args[next++]);
      if (word === undefined || word === REFUSED) return word;
      parts.push(word);
    }
  }
  return next === args.length ? joined(parts, "text put together by a function") : undefined;
}

function worded(verb: string, arg: Typed | undefined): Outcome {
  const kind = verb.at(-1);
  const width = Number(verb.slice(1, -1) || "0");
  const zeros = verb.startsWith("%0");
  if (arg === undefined || arg === null) return undefined;
  if (arg instanceof Unresolved) return width === 0 ? arg : undefined;
  if (typeof arg === "object" || (kind !== "d" && zeros)) return undefined;
  const value = convert(arg, kind === "d" ? "number" : "string");
  if (value === undefined || value === REFUSED) return value;
  if (kind === "d" && !(Number.isSafeInteger(value) && Number(value) >= 0))
    return width === 0 && Number.isSafeInteger(value) ? String(value) : undefined;
  const text = String(value);
  return isPlain(text) || width === 0 ? text.padStart(width, zeros ? "0" : " ") : undefined;
}

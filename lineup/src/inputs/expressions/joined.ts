import { type Reference, Unresolved } from "../../values";
import { convert, type Outcome, REFUSED } from "./convert";
import { normalized } from "./text";
import type { Typed } from "./types";

/** Text with holes: known where all of it is, else it keeps its parts. */
export function joined(parts: readonly Typed[], text: string): Outcome {
  const kept: (string | Unresolved)[] = [];
  for (const part of parts) {
    const word = part === null ? REFUSED : convert(part, "string");
    if (word === REFUSED || word === undefined) return word;
    kept.push(word as string | Unresolved);
  }
  const holes = kept.filter((part): part is Unresolved => part instanceof Unresolved);
  if (holes.length === 0) return normalized(kept.join(""));
  return new Unresolved(text, once(holes.flatMap(({ references }) => references)), undefined, kept);
}

/** Each reference once: text that is put together again and again would double them. */
export function once(references: readonly Reference[]): Reference[] {
  const byName = new Map(references.map((reference) => [`${reference.address} ${reference.attribute}`, reference]));
  return [...byName.values()];
}

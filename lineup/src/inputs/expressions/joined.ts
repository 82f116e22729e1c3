import { referencesIn, Unresolved, type Value } from "../../values";

/** Text with holes: known where all of it is, else it keeps its parts. */
export function joined(parts: Value[], text: string): Value {
  if (parts.every((part) => typeof part === "string" || typeof part === "number" || typeof part === "boolean")) {
    return parts.join("");
  }
  const scalar = parts.every(
    (part) => part instanceof Unresolved || ["string", "number", "boolean"].includes(typeof part),
  );
  const kept = parts.map((part) => (part instanceof Unresolved ? part : String(part)));
  return new Unresolved(text, parts.flatMap(referencesIn), undefined, scalar ? kept : undefined);
}

import { type Maybe, Unresolved } from "../values";
import type { Sameness } from "./networks";

type Region = Maybe<string> | undefined;

/** Two regions of which nobody says anything, or the same unknown thing, are one: they come from one provider. */
export function compareRegions(a: Region, b: Region): Sameness {
  if (typeof a === "string" && typeof b === "string") return a === b ? "same" : "different";
  const areOneUnknown = a instanceof Unresolved && b instanceof Unresolved && a.text === b.text;
  return areOneUnknown || a === b ? "same" : "unknown";
}

import { type Maybe, Unresolved } from "../values";
import type { Sameness } from "./networks";

type Region = Maybe<string> | undefined;

/** Two regions that are not set, or the same unknown value, are the same: they come from one provider. */
export function compareRegions(a: Region, b: Region): Sameness {
  if (typeof a === "string" && typeof b === "string") return a === b ? "same" : "different";
  const areOneUnknown = a instanceof Unresolved && b instanceof Unresolved && a.text === b.text;
  return areOneUnknown || a === b ? "same" : "unknown";
}

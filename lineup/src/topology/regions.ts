import type { Resource } from "../inputs/model";
import { type Maybe, Unresolved } from "../values";
import type { Sameness } from "./networks";
import { get, text, unlessComputed } from "./read";

type Region = Maybe<string> | undefined;

/** The region that a resource sets, else the one of its provider. Cloud Run calls it its location. */
export function regionOf(resource: Resource, attribute: "region" | "location" = "region"): Region {
  return text(unlessComputed(get(resource, attribute))) ?? resource.region;
}

/** Two regions that are not set, or the same unknown value, are the same: they come from one provider. */
export function compareRegions(a: Region, b: Region): Sameness {
  if (typeof a === "string" && typeof b === "string") return a === b ? "same" : "different";
  const areOneUnknown = a instanceof Unresolved && b instanceof Unresolved && a.text === b.text;
  return areOneUnknown || a === b ? "same" : "unknown";
}

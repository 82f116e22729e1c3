import type { Service } from "../../topology/model";
import { compareRegions } from "../../topology/regions";
import type { Maybe } from "../../values";
import type { Trail } from "../path";

export const RESOLVE = "write it so that it resolves, or judge with --config, or judge the state";

/** Its `count` or `for_each` does not resolve, or a state says that it could not be made to its end. */
export function existence(trail: Trail, address: string): void {
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address, attribute: "" },
    "whether it is there, and whole, cannot be told from this input",
    "judge a plan, which lists every instance; what a state calls tainted is made anew by the next apply",
  );
}

export function sameRegion(
  trail: Trail,
  address: string,
  region: Maybe<string> | undefined,
  service: Service,
  why: string,
): void {
  const at = { address, attribute: "region" };
  const sameness = compareRegions(region, service.region);
  if (sameness === "different") {
    trail.blocked(
      "REGION_MISMATCH",
      at,
      `it is in ${region}, ${service.address} in ${service.region}: ${why}`,
      `put both into one region`,
    );
  } else if (sameness === "unknown") {
    trail.unknown("UNRESOLVED_REFERENCE", at, "whether it is in the region of its service cannot be told", RESOLVE);
  }
}

export function label(thing: { address: string; name: Maybe<string> | undefined }): string {
  return typeof thing.name === "string" ? thing.name : thing.address;
}

export function regionText(region: Maybe<string> | undefined): string {
  return typeof region === "string" ? ` in ${region}` : "";
}

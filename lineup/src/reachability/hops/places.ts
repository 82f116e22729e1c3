import type { Service, Topology } from "../../topology/model";
import { compareNetworks, type NetworkId } from "../../topology/networks";
import { compareRegions } from "../../topology/regions";
import type { Maybe } from "../../values";
import type { Trail } from "../path";

export const RESOLVE = "write it so that it resolves, or judge with --config, or judge the state";

/** Its `count` or `for_each` does not resolve, or a state marks it as tainted. */
export function existence(trail: Trail, address: string): void {
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address, attribute: "" },
    "lineup cannot determine from this input whether it exists and is complete",
    "judge a plan, which lists every instance; the next apply replaces what a state calls tainted",
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
      "put both into one region",
    );
  } else if (sameness === "unknown") {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      "lineup cannot determine whether it is in the region of its service",
      RESOLVE,
    );
  }
}

/** A network that this input creates has no connections and policies but those of this input. */
export function isCreatedHere(topology: Topology, network: NetworkId): boolean {
  return topology.networks.some(({ id, managed }) => managed && compareNetworks(id, network) === "same");
}

/** What a step shows of a service or connector, as far as it is known. */
export function nameAndRegion({ address, name, region }: Pick<Service, "address" | "name" | "region">) {
  return {
    address,
    name: typeof name === "string" ? name : undefined,
    region: typeof region === "string" ? region : undefined,
  };
}

import { ALL_ADDRESSES, addressesOf, RFC1918 } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import { isKnown, type Maybe, Unresolved, type Value } from "../../values";
import { rangeNames } from "../addresses";
import { allocation } from "../allocations";
import type { Allocation, ConnectionPolicy } from "../model";
import { compareNetworks, type NetworkId } from "../networks";
import { compareRegions } from "../regions";
import type { Addresses, Surroundings } from "./kind";

export const ANYWHERE: Addresses = { addresses: ALL_ADDRESSES, addressKnowledge: "nothing" };
/** Where no range is set, Google picks private addresses. */
export const GOOGLES_CHOICE: Addresses = { addresses: RFC1918, addressKnowledge: "nothing" };

export function exactly(said: Maybe<string> | undefined): Addresses | undefined {
  const exact = typeof said === "string" ? addressesOf(said) : undefined;
  return exact && !exact.isEmpty ? { addresses: exact, addressKnowledge: "address" } : undefined;
}

export function both(one: Addresses, other: Addresses | undefined): Addresses {
  if (!other) return one;
  const isRange = one.addressKnowledge === "range" && other.addressKnowledge === "range";
  const addresses = IntervalSet.union([one.addresses, other.addresses]);
  return { addresses, addressKnowledge: isRange ? "range" : "nothing" };
}

const NOT_HERE = new Unresolved("a range that is not part of this input");

/** From the allocated range that is set, or from any that a services connection of the network may take one from. */
export function inServicesRange(reserved: Value | undefined, network: NetworkId, around: Surroundings): Addresses {
  const { allocations } = around;
  const candidates = reserved === undefined ? allocatedOn(network, around) : [allocation(reserved, allocations)];
  const addresses = inAll(candidates.map((candidate) => (candidate ? candidate.range : NOT_HERE)));
  const [only, ...others] = candidates;
  return only && others.length === 0 ? { ...addresses, within: rangeNames(only) } : addresses;
}

/** Every range from which a services connection on this network may take an address. */
function allocatedOn(network: NetworkId, { allocations, connections }: Surroundings): (Allocation | undefined)[] {
  return connections
    .filter((connection) => connection.network && compareNetworks(connection.network, network) === "same")
    .flatMap(({ ranges }) => (isKnown(ranges) ? ranges.map((range) => allocation(range, allocations)) : [undefined]));
}

/** From the subnets of the service connection policy: endpoints are made in those and in no others. */
export function inPolicySubnets(
  place: Pick<ConnectionPolicy, "network" | "region" | "serviceClass">,
  { connectionPolicies }: Surroundings,
): Addresses {
  const policies = connectionPolicies.filter((policy) => agreesWith(policy, place));
  const subnets = policies.flatMap((policy) => (isKnown(policy.subnetworks) ? policy.subnetworks : [undefined]));
  return inAll(subnets.map((subnet) => (subnet ? subnet.range : NOT_HERE)));
}

/** Whether a policy is, as far as is known, the one for these endpoints. */
function agreesWith(
  policy: Pick<ConnectionPolicy, "network" | "region" | "serviceClass">,
  place: Pick<ConnectionPolicy, "network" | "region" | "serviceClass">,
): boolean {
  const sameNetwork = policy.network && place.network && compareNetworks(policy.network, place.network) === "same";
  const sameClass = !isKnown(policy.serviceClass) || policy.serviceClass === place.serviceClass;
  return sameNetwork === true && sameClass && compareRegions(policy.region, place.region) !== "different";
}

function inAll(ranges: readonly (Maybe<IntervalSet> | undefined)[]): Addresses {
  if (ranges.length === 0 || ranges.some((range) => range instanceof Unresolved)) return ANYWHERE;
  if (ranges.some((range) => range === undefined)) return GOOGLES_CHOICE;
  return { addresses: IntervalSet.union(ranges as IntervalSet[]), addressKnowledge: "range" };
}

import type { Resource } from "../inputs/model";
import { isKnown, type Value } from "../values";
import type { ConnectionPolicy, Subnetwork } from "./model";
import { type NetworkFinder, projectOf } from "./networks";
import { get, itemFields, list, text, within } from "./read";
import { regionOf } from "./regions";
import { findSubnetwork } from "./subnetworks";

/** A policy that lets a class of services make endpoints in subnets of a network, in one region. */
export function connectionPolicy(
  resource: Resource,
  networks: NetworkFinder,
  subnetworks: Subnetwork[],
): ConnectionPolicy {
  const region = regionOf(resource, "location");
  const named = list(within(get(resource, "psc_config"), "subnetworks"));
  const find = (one: Value) => findSubnetwork(one, region, subnetworks, projectOf(resource));
  // A plan keeps of an unknown list what it refers to: one subnet is taken to be all of it.
  const only = isKnown(named) ? undefined : find(named);
  return {
    ...itemFields(resource),
    network: networks.named(get(resource, "network"), resource),
    region,
    serviceClass: text(get(resource, "service_class")) ?? "",
    subnetworks: isKnown(named) ? named.map(find) : only ? [only] : named,
    taken: only && !isKnown(named) ? named.shown : undefined,
  };
}

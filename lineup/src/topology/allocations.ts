import type { Resource } from "../inputs/model";
import { once } from "../once";
import { addressesOf } from "../sets/addresses";
import { isKnown, lastSegment, Unresolved, type Value } from "../values";
import type { Allocation, ServicesConnection } from "./model";
import type { NetworkFinder } from "./networks";
import { get, itemFields, list, number, text, unlessComputed } from "./read";

// Private services access: ranges allocated for Google's services, and the connection that uses them.

/** The allocated range that a value names, by reference or by name. */
export function allocation(value: Value | undefined, allocations: Allocation[]): Allocation | undefined {
  const { byAddress, byName } = indexOf(allocations);
  if (value instanceof Unresolved) return byAddress.get(value.soleReference?.address);
  return byName.get(typeof value === "string" ? lastSegment(value) : undefined);
}

/** Of several with one name the first is meant. */
const indexOf = once((allocations: Allocation[]) => {
  const reversed = [...allocations].reverse();
  return {
    byAddress: new Map<unknown, Allocation>(reversed.map((one) => [one.address, one])),
    byName: new Map<unknown, Allocation>(reversed.map((one) => [one.name, one])),
  };
});

const PRODUCER = "servicenetworking.googleapis.com";

/** Other service producers have their own connections; Memorystore uses Google's. */
export function isServicesConnection(resource: Resource): boolean {
  const service = text(get(resource, "service"));
  return service === undefined || !isKnown(service) || service === PRODUCER;
}

export function servicesConnection(resource: Resource, networks: NetworkFinder): ServicesConnection {
  return {
    address: resource.address,
    name: text(get(resource, "service")),
    certain: resource.certain,
    resource,
    network: networks.named(get(resource, "network"), resource),
    ranges: list(get(resource, "reserved_peering_ranges")),
  };
}

export function allocatedRange(resource: Resource, networks: NetworkFinder): Allocation {
  const address = text(unlessComputed(get(resource, "address")));
  const length = number(unlessComputed(get(resource, "prefix_length")));
  let range: Allocation["range"];
  if (address instanceof Unresolved) range = address;
  else if (length instanceof Unresolved) range = length;
  else if (address !== undefined && length !== undefined) range = addressesOf(`${address}/${length}`);
  return {
    ...itemFields(resource),
    network: networks.named(get(resource, "network"), resource),
    range,
    length: typeof length === "number" ? length : undefined,
    unusable: unusable(resource),
  };
}

/** How many addresses it holds; known before its first address is. */
export function sizeOf({ length }: Allocation): number | undefined {
  return length !== undefined && length >= 0 && length <= 32 ? 2 ** (32 - length) : undefined;
}

/** Services take addresses only from an internal IPv4 range with the purpose VPC_PEERING. */
function unusable(resource: Resource): Allocation["unusable"] {
  const otherwise = (attribute: string, wanted: string, unset: string) => {
    const said = text(unlessComputed(get(resource, attribute))) ?? unset;
    if (!isKnown(said) || said === wanted) return undefined;
    const fix = `set ${attribute} to ${wanted}`;
    return { attribute, message: `its ${attribute} is ${said === "" ? "not set" : said}, not ${wanted}`, fix };
  };
  return (
    otherwise("purpose", "VPC_PEERING", "") ??
    otherwise("address_type", "INTERNAL", "EXTERNAL") ??
    otherwise("ip_version", "IPV4", "IPV4")
  );
}

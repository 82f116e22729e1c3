import { factsAt } from "../../../facts/targets";
import { addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { type Maybe, type Reference, Unresolved, type Value } from "../values";
import type { Destinations } from "./model";
import { list, text } from "./read";

/** One range: a set of addresses, unknown, or undefined where none is set. */
export function rangeOf(value: Value | undefined): Maybe<IntervalSet> | undefined {
  const said = text(value);
  if (said === undefined || said instanceof Unresolved) return said;
  return addressesOf(said) ?? new Unresolved(said);
}

/** A list of ranges, which may refer to the address of a target that is not known yet. */
export function destinationsOf(value: Value | undefined): Destinations {
  const ranges = list(value);
  if (ranges instanceof Unresolved) return { ...NO_DESTINATIONS, unresolved: [ranges] };
  const known: IntervalSet[] = [];
  const hostsOf: string[] = [];
  const rangesOf: string[] = [];
  const unresolved: Unresolved[] = [];
  for (const item of ranges) {
    const range = rangeOf(item);
    const endpoint = item instanceof Unresolved ? endpointOfTarget(item) : undefined;
    if (endpoint) hostsOf.push(endpoint);
    else if (range instanceof Unresolved) unresolved.push(range);
    else if (range) known.push(range);
    if (item instanceof Unresolved) rangesOf.push(...rangeOfAllocation(item));
  }
  return { known: IntervalSet.union(known), hostsOf, rangesOf, unresolved };
}

export const NO_DESTINATIONS: Destinations = { known: IntervalSet.empty, hostsOf: [], rangesOf: [], unresolved: [] };

/** `${google_compute_global_address.psa.address}/16`, where the expression is intact. */
function rangeOfAllocation({ parts = [] }: Unresolved): string[] {
  const [start, ...rest] = parts;
  const { address, attribute } = (start instanceof Unresolved ? start.soleReference : undefined) ?? {};
  if (attribute !== "address" || address === undefined) return [];
  const isOwnLength = (part: Unresolved) =>
    part.soleReference?.address === address && part.soleReference.attribute === OWN_LENGTH;
  const mask = rest.map((part) => (typeof part === "string" ? part : isOwnLength(part) ? OWN_LENGTH : "?")).join("");
  return /^\/(\d{1,2}|prefix_length)$/.test(mask) ? [address + mask] : [];
}

const OWN_LENGTH = "prefix_length";

/** What firewall rules call all of an allocated range by before its first address is known. */
export function rangeNames({ address, length }: { address: string; length: number | undefined }): string[] {
  return [OWN_LENGTH, ...(length === undefined ? [] : [length])].map((mask) => `${address}/${mask}`);
}

/** `${google_redis_instance.cache.host}` with nothing or `/32` behind it, where the expression is intact. */
function endpointOfTarget(value: Unresolved): string | undefined {
  if (!value.isAssumed && value.soleReference) return endpointNamed(value.soleReference);
  const [host, mask, ...more] = value.parts ?? [];
  const isWhole = host instanceof Unresolved && mask === "/32" && more.length === 0;
  return isWhole && host.soleReference ? endpointNamed(host.soleReference) : undefined;
}

/** The name of a target's address, or of its read endpoint, before the address is known. */
function endpointNamed({ address, attribute }: Reference): string | undefined {
  const facts = factsAt(address);
  if (facts?.hosts.test(attribute)) return address;
  return facts?.readHosts.test(attribute) ? readEndpointName(address) : undefined;
}

export function readEndpointName(address: string): string {
  return `${address}.read_endpoint`;
}

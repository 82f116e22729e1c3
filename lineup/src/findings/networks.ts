import type { Resource } from "../inputs/model";
import { addressesOf, blocksOf } from "../sets/addresses";
import type { IntervalSet } from "../sets/intervals";
import type { Cache, Topology } from "../topology/model";
import { compare, type NetworkId } from "../topology/networks";
import { isKnown, type Maybe } from "../values";
import type { Check, Finding } from "./finding";

interface Taken {
  address: string;
  attribute: string;
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
  resource: Resource;
}

function takenIn({ subnetworks, allocations, connectors, caches }: Topology): Taken[] {
  return [
    ...subnetworks.map((subnet) => ({ ...subnet, attribute: "ip_cidr_range" })),
    ...subnetworks
      .filter(({ secondary }) => !secondary.isEmpty)
      .map((subnet) => ({ ...subnet, range: subnet.secondary, attribute: "secondary_ip_range" })),
    ...allocations.map((allocation) => ({ ...allocation, attribute: "address" })),
    ...connectors
      .filter(({ rangeText }) => rangeText !== undefined)
      .map((connector) => ({ ...connector, attribute: "ip_cidr_range" })),
    ...caches.map((cache) => ({ ...cache, range: ownRange(cache), attribute: "reserved_ip_range" })),
  ];
}

/** Under direct peering Redis has a range of its own; otherwise it lives in an allocated one, which is told already. */
function ownRange({ connectMode, reserved }: Cache): IntervalSet | undefined {
  return connectMode === "DIRECT_PEERING" && typeof reserved === "string" ? addressesOf(reserved) : undefined;
}

/** A data source that looks up what is managed here does not take the range a second time. */
function areOneThing(a: Resource, b: Resource): boolean {
  return a.type === b.type && a.mode !== b.mode && a.values.name !== undefined && a.values.name === b.values.name;
}

export const overlappingRanges: Check = ({ topology }) => {
  const known = takenIn(topology).flatMap(({ network, range, ...taken }) =>
    network && range !== undefined && isKnown(range) ? [{ ...taken, network, range }] : [],
  );
  const sorted = known.sort((a, b) => start(a.range) - start(b.range));
  const findings: Finding[] = [];
  const open: typeof sorted = [];
  for (const next of sorted) {
    const still = open.filter(({ range }) => end(range) >= start(next.range));
    open.splice(0, open.length, ...still, next);
    for (const earlier of still) {
      if (compare(earlier.network, next.network) !== "same" || !earlier.range.overlaps(next.range)) continue;
      if (areOneThing(earlier.resource, next.resource)) continue;
      const message = `${blocksOf(next.range).join(", ")} overlaps ${earlier.address} (${blocksOf(earlier.range).join(", ")}) in the same network`;
      findings.push({
        rule: "overlapping-ranges",
        severity: "error",
        address: next.address,
        attribute: next.attribute,
        message,
        fix: "give each its own range: Google refuses the second",
      });
    }
  }
  return findings;
};

function start(range: IntervalSet): number {
  return range.intervals[0]?.[0] ?? 0;
}

function end(range: IntervalSet): number {
  return range.intervals.at(-1)?.[1] ?? 0;
}

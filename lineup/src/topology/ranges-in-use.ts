import { addTo } from "../grouping";
import type { Resource } from "../inputs/model";
import { once } from "../once";
import { addressesOf, blocksOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { isKnown, type Maybe } from "../values";
import { exists } from "./exists";
import type { Connector, Target, Topology } from "./model";
import { compareNetworks, type NetworkId } from "./networks";

/** A range of a network that a resource takes; nothing else of that network can have it. */
export interface RangeInUse {
  address: string;
  attribute: string;
  network: NetworkId | undefined;
  range: Maybe<IntervalSet> | undefined;
  resource: Resource;
  /** It has been made: what Google would refuse it has not refused. */
  exists: boolean;
}

/** Everything that takes a range of some network. */
export const rangesInUse = once((topology: Topology): RangeInUse[] => {
  const { subnetworks, allocations, connectors, targets } = topology;
  const all: Omit<RangeInUse, "exists">[] = [
    ...subnetworks.map((subnet) => ({ ...subnet, attribute: "ip_cidr_range" })),
    ...subnetworks
      .filter(({ secondary }) => !secondary.isEmpty)
      .map((subnet) => ({ ...subnet, range: subnet.secondary, attribute: "secondary_ip_range" })),
    ...allocations.map((allocation) => ({ ...allocation, attribute: "address" })),
    ...connectors
      .filter((connector) => !isOnSubnet(connector))
      .map((connector) => ({ ...connector, attribute: "ip_cidr_range" })),
    ...targets.map((target) => ({ ...target, range: ownRange(target), attribute: "reserved_ip_range" })),
  ];
  return all.map(({ address, attribute, network, range, resource }) => {
    return { address, attribute, network, range, resource, exists: exists(topology, { resource }) };
  });
});

/** The range that a resource takes by one of its attributes. */
export function rangeAt(
  topology: Topology,
  { address, attribute }: Pick<RangeInUse, "address" | "attribute">,
): RangeInUse | undefined {
  return byPlace(topology).get(attribute)?.get(address);
}

const byPlace = once((topology: Topology) => {
  const places = new Map<string, Map<string, RangeInUse>>();
  for (const inUse of rangesInUse(topology)) {
    const at = places.get(inUse.attribute) ?? new Map<string, RangeInUse>();
    if (!at.has(inUse.address)) at.set(inUse.address, inUse);
    places.set(inUse.attribute, at);
  }
  return places;
});

/** A connector on a subnet has that subnet's range and none of its own. */
export function isOnSubnet({ range, subnet }: Connector): boolean {
  return subnet !== undefined && range === subnet.range;
}

/** Under direct peering Redis has a range of its own; otherwise its address is in an allocated one. */
function ownRange({ connectMode, reserved }: Target): IntervalSet | undefined {
  return connectMode === "DIRECT_PEERING" && typeof reserved === "string" ? addressesOf(reserved) : undefined;
}

/** Two ranges of one network that share addresses, the one that begins first before the other. */
export type Overlap = readonly [RangeInUse, RangeInUse];

/** Of thousands of ranges that all overlap each other, every one is told so, and not with all others. */
const MOST_OVERLAPS = 5;

/** Pairs of ranges that overlap in one network: Google refuses to make the second. */
export const overlapsIn = once((topology: Topology): Overlap[] => {
  const known = rangesInUse(topology).flatMap((inUse) =>
    inUse.network && inUse.range !== undefined && isKnown(inUse.range) && !inUse.range.isEmpty
      ? [{ inUse, network: inUse.network, range: inUse.range }]
      : [],
  );
  known.sort((a, b) => start(a.range) - start(b.range));
  const overlaps: Overlap[] = [];
  const listed = new Map<RangeInUse, number>();
  const isListed = (inUse: RangeInUse) => (listed.get(inUse) ?? 0) >= MOST_OVERLAPS;
  let open: typeof known = [];
  for (const next of known) {
    open = open.filter(({ range }) => end(range) >= start(next.range));
    for (const earlier of open) {
      if (isListed(earlier.inUse) && isListed(next.inUse)) continue;
      if (compareNetworks(earlier.network, next.network) !== "same" || !earlier.range.overlaps(next.range)) continue;
      if (areOneThing(earlier.inUse.resource, next.inUse.resource)) continue;
      overlaps.push([earlier.inUse, next.inUse]);
      for (const { inUse } of [earlier, next]) listed.set(inUse, (listed.get(inUse) ?? 0) + 1);
    }
    open.push(next);
  }
  return overlaps;
});

/** The overlaps that a range is part of. */
export function overlapsOf(topology: Topology, { address, attribute }: RangeInUse): readonly Overlap[] {
  return byRange(topology).get(`${address} ${attribute}`) ?? [];
}

const byRange = once((topology: Topology) => {
  const found = new Map<string, Overlap[]>();
  for (const overlap of overlapsIn(topology)) {
    for (const { address, attribute } of overlap) {
      addTo(found, `${address} ${attribute}`, overlap);
    }
  }
  return found;
});

export function overlapMessage(one: RangeInUse, other: RangeInUse): string {
  return `${rangeText(one)} overlaps ${other.address} (${rangeText(other)}) in the same network`;
}

export function rangeText({ range }: RangeInUse): string {
  return blocksOf(range !== undefined && isKnown(range) ? range : IntervalSet.empty).join(", ");
}

/** A data source that looks up what is managed here does not take the range a second time. */
function areOneThing(a: Resource, b: Resource): boolean {
  const agrees = (attribute: string) => {
    const [one, other] = [a.values[attribute], b.values[attribute]];
    return typeof one !== "string" || typeof other !== "string" || one === other;
  };
  if (a.type !== b.type || a.mode === b.mode || a.values.name === undefined) return false;
  return a.values.name === b.values.name && agrees("region") && agrees("project");
}

function start(range: IntervalSet): number {
  return range.intervals[0]?.[0] ?? 0;
}

function end(range: IntervalSet): number {
  return range.intervals.at(-1)?.[1] ?? 0;
}

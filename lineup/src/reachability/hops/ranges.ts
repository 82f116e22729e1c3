import { blocksOf } from "../../sets/addresses";
import { IntervalSet } from "../../sets/intervals";
import type { Cache, Topology } from "../../topology/model";
import { compare, type NetworkId, nameOf } from "../../topology/networks";
import { isKnown } from "../../values";
import type { Trail } from "../path";
import type { Entry } from "./entry";
import { AUTO_SUBNETS, hasAutoSubnets, isOpen, type Taken, takenByAll, takenByPath } from "./taken";

const FIX = "give each a range of its own: Google refuses to make the second";

/** Ranges of one network must not overlap: Google refuses to make the second. What is on the path is looked at. */
export function rangesApart(trail: Trail, topology: Topology, entry: Entry, cache: Cache): void {
  const onPath = takenByPath(topology, entry, cache);
  const others = takenByAll(topology);
  const said = new Set<string>();
  for (const mine of onPath) {
    for (const other of [...others, ...onPath]) {
      const pair = [mine.address, other.address].sort().join(" ");
      if (said.has(pair) || mine.address === other.address || !overlap(mine, other)) continue;
      said.add(pair);
      trail.blocked(
        "RANGE_OVERLAP",
        { address: mine.address, attribute: mine.attribute },
        `${spoken(mine)} overlaps ${other.address} (${spoken(other)}) in the same network`,
        FIX,
      );
    }
    rangeIsTold(trail, mine);
    apartFromAutoSubnets(trail, topology, mine);
    apartFromPeers(trail, topology, mine, others);
  }
}

function overlap(mine: Taken, other: Taken): boolean {
  if (!meet(mine, other) || !mine.network || !other.network) return false;
  return compare(mine.network, other.network) === "same";
}

function meet(mine: Taken, other: Taken): boolean {
  if (mine.range === undefined || other.range === undefined || !isKnown(mine.range) || !isKnown(other.range))
    return false;
  // A connector on a borrowed subnet has that subnet's range.
  return mine.range !== other.range && mine.range.overlaps(other.range);
}

function spoken({ range }: Taken): string {
  return blocksOf(range !== undefined && isKnown(range) ? range : IntervalSet.empty).join(", ");
}

function rangeIsTold(trail: Trail, { address, attribute, range }: Taken): void {
  if (range === undefined || isKnown(range)) return;
  if (!isOpen(range)) {
    trail.assume(`the range of ${address} overlaps no other one: only the cloud will say it`);
    return;
  }
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address, attribute },
    `its range cannot be told, and it must not overlap another one: ${range.shown}`,
    "write the range out, or judge with --config, or judge the state",
  );
}

function apartFromAutoSubnets(trail: Trail, topology: Topology, mine: Taken): void {
  const { address, attribute, network, range, exists } = mine;
  if (exists || !network || range === undefined || !isKnown(range) || !range.overlaps(AUTO_SUBNETS)) return;
  const has = hasAutoSubnets(topology, network);
  if (has === undefined || has === false) return;
  trail.unknown(
    "RANGE_OVERLAP",
    { address, attribute },
    `${spoken(mine)} is in 10.128.0.0/9, where ${nameOf(network)} ${has === true ? "has" : "may have"} a subnet in every region`,
    "set auto_create_subnetworks to false, or take a range outside of 10.128.0.0/9",
  );
}

/** Peered networks see each other's subnets, so those must not overlap either. */
function apartFromPeers(trail: Trail, topology: Topology, mine: Taken, others: readonly Taken[]): void {
  if (!mine.network) return;
  for (const { peer, isUp } of peersOf(topology, mine.network)) {
    for (const other of others) {
      if (other.attribute === "address" || !other.network || compare(other.network, peer) !== "same") continue;
      if (!meet(mine, other)) continue;
      const at = { address: mine.address, attribute: mine.attribute };
      const message = `${spoken(mine)} overlaps ${other.address} (${spoken(other)}) in ${nameOf(peer)}, which is peered with its network`;
      // Redis takes one address out of an allocated range, and that may lie beside the overlap.
      const isWhole =
        isKnown(other.range as IntervalSet) && (other.range as IntervalSet).contains(mine.range as IntervalSet);
      if (isUp && isWhole) trail.blocked("RANGE_OVERLAP", at, message, FIX);
      else trail.unknown("RANGE_OVERLAP", at, message, FIX);
    }
  }
}

/** A peering is up where both sides make it; one side alone may have its other one elsewhere. */
function peersOf({ peerings }: Topology, network: NetworkId): { peer: NetworkId; isUp: boolean }[] {
  const isFrom = (one: NetworkId | undefined, other: NetworkId) => one !== undefined && compare(one, other) === "same";
  const ends = peerings.flatMap(({ network: from, peer }) => (from && peer ? [{ from, to: peer }] : []));
  return ends.flatMap(({ from, to }) => {
    const peer = isFrom(from, network) ? to : isFrom(to, network) ? from : undefined;
    return peer ? [{ peer, isUp: ends.some((back) => isFrom(back.from, to) && isFrom(back.to, from)) }] : [];
  });
}

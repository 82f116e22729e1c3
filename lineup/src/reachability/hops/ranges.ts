import { AUTO_MODE_LISTED, AUTO_MODE_RANGE } from "../../../../facts/auto-mode";
import type { IntervalSet } from "../../sets/intervals";
import { allocation } from "../../topology/allocations";
import { autoSubnetClash } from "../../topology/auto-subnets";
import type { Target, Topology } from "../../topology/model";
import { compareNetworks, type NetworkId, networkName } from "../../topology/networks";
import {
  isOnSubnet,
  type Overlap,
  overlapMessage,
  overlapsOf,
  type RangeInUse,
  rangeAt,
  rangesInUse,
  rangeText,
} from "../../topology/ranges-in-use";
import { isComputed } from "../../topology/read";
import { isKnown, Unresolved } from "../../values";
import type { Trail } from "../path";
import type { Entry } from "./entry";

const FIX = "use ranges that do not overlap: Google refuses to create the second";

/** Ranges of one network must not overlap: Google refuses to make the second. What is on the path is looked at. */
export function rangesApart(trail: Trail, topology: Topology, entry: Entry, target: Target): void {
  const reported = new Set<Overlap>();
  for (const mine of rangesOnPath(topology, entry, target)) {
    const at = { address: mine.address, attribute: mine.attribute };
    for (const overlap of overlapsOf(topology, mine)) {
      if (reported.has(overlap)) continue;
      reported.add(overlap);
      const [one, two] = overlap;
      trail.blocked("RANGE_OVERLAP", at, overlapMessage(mine, one === mine ? two : one), FIX);
    }
    rangeIsKnown(trail, mine);
    apartFromAutoSubnets(trail, topology, mine);
    apartFromPeers(trail, topology, mine);
  }
}

/** What the path itself takes: the connector's range, and the one that Redis takes its address from. */
function rangesOnPath(topology: Topology, entry: Entry, target: Target): RangeInUse[] {
  const wanted = [...placeOfEntry(topology, entry), ...placesOfTarget(topology, target)];
  return wanted.flatMap((place) => rangeAt(topology, place) ?? []);
}

type Place = Pick<RangeInUse, "address" | "attribute">;

function placeOfEntry({ connectors }: Topology, { isConnector, through }: Entry): Place[] {
  const connector = isConnector ? connectors.find(({ address }) => address === through.address) : undefined;
  if (!connector) return [];
  const { address } = isOnSubnet(connector) && connector.subnet ? connector.subnet : connector;
  return [{ address, attribute: "ip_cidr_range" }];
}

/** The range that Redis takes its address from: allocated for services, or its own under direct peering. */
function placesOfTarget(topology: Topology, { address, connectMode, network, resource }: Target): Place[] {
  if (!isKnown(connectMode) || connectMode === "PRIVATE_SERVICE_CONNECT") return [];
  if (connectMode === "DIRECT_PEERING") {
    return resource.mode === "data" ? [] : [{ address, attribute: "reserved_ip_range" }];
  }
  const connections = topology.connections.filter(
    (one) => one.network && compareNetworks(one.network, network) === "same",
  );
  const names = connections.flatMap(({ ranges }) => (isKnown(ranges) ? ranges : []));
  const allocations = new Set(names.map((name) => allocation(name, topology.allocations)));
  return [...allocations].flatMap((found) => (found ? [{ address: found.address, attribute: "address" }] : []));
}

function rangeIsKnown(trail: Trail, { address, attribute, range }: RangeInUse): void {
  if (range === undefined || isKnown(range)) return;
  if (!isOpen(range)) {
    trail.assume(`the range of ${address} overlaps no other one: it is known only after apply`);
    return;
  }
  trail.unknown(
    "UNRESOLVED_REFERENCE",
    { address, attribute },
    `its range is unknown, and it must not overlap another one: ${range.shown}`,
    "write the range out, or judge with --config, or judge the state",
  );
}

function apartFromAutoSubnets(trail: Trail, topology: Topology, mine: RangeInUse): void {
  const clash = autoSubnetClash(topology, mine);
  if (!clash) return;
  const { address, attribute } = mine;
  const name = networkName(mine.network);
  if (clash.kind === "beside") {
    trail.assume(
      `${rangeText(mine)} is free in ${name}: it is in ${AUTO_MODE_RANGE}, where Google makes the subnets of networks of automatic mode, and in none of those listed in ${AUTO_MODE_LISTED}`,
    );
    return;
  }
  const isCertain = clash.kind === "taken" && clash.isCertainOfMode;
  const message = `${rangeText(mine)} is in ${clash.where}, which ${name} ${isCertain ? "keeps" : "may keep"} for the subnets that Google makes in a network of automatic mode`;
  const fix = `set auto_create_subnetworks to false, or take a range outside of ${AUTO_MODE_RANGE}`;
  if (isCertain) trail.blocked("RANGE_OVERLAP", { address, attribute }, message, fix);
  else trail.unknown("RANGE_OVERLAP", { address, attribute }, message, fix);
}

/** A range that only the cloud will say is one that overlaps nothing; an expression may say any. */
function isOpen(range: RangeInUse["range"]): range is Unresolved {
  return range instanceof Unresolved && !isComputed(range);
}

/** Peered networks see each other's subnets, so those must not overlap either. */
function apartFromPeers(trail: Trail, topology: Topology, mine: RangeInUse): void {
  if (!mine.network) return;
  for (const { peer, isUp } of peersOf(topology, mine.network)) {
    for (const other of rangesInUse(topology)) {
      if (other.attribute === "address" || !other.network || compareNetworks(other.network, peer) !== "same") continue;
      if (!shareAddresses(mine, other)) continue;
      const at = { address: mine.address, attribute: mine.attribute };
      const message = `${rangeText(mine)} overlaps ${other.address} (${rangeText(other)}) in ${networkName(peer)}, which is peered with its network`;
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
  const isFrom = (one: NetworkId | undefined, other: NetworkId) =>
    one !== undefined && compareNetworks(one, other) === "same";
  const ends = peerings.flatMap(({ network: from, peer }) => (from && peer ? [{ from, to: peer }] : []));
  return ends.flatMap(({ from, to }) => {
    const peer = isFrom(from, network) ? to : isFrom(to, network) ? from : undefined;
    return peer ? [{ peer, isUp: ends.some((back) => isFrom(back.from, to) && isFrom(back.to, from)) }] : [];
  });
}

function shareAddresses({ range: one }: RangeInUse, { range: other }: RangeInUse): boolean {
  return one !== undefined && other !== undefined && isKnown(one) && isKnown(other) && one.overlaps(other);
}

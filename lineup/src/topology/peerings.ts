import { isPeeringOf, PEERING_ROUTES, SERVICES_PEERING } from "../../../facts/peerings";
import { addressesOf } from "../sets/addresses";
import type { IntervalSet } from "../sets/intervals";
import type { Value } from "../values";
import type { NetworkPeering, Target, Topology } from "./model";
import { compareNetworks } from "./networks";
import { get, items, knownText, within } from "./read";

// The peerings over which Redis is reached. Only a live project shows them: Google makes them.

/** What they are called, for a Redis with this connect mode; undefined where the mode is unknown. */
export function peeringNameOf({ connectMode }: Pick<Target, "connectMode">): string | undefined {
  if (connectMode === "PRIVATE_SERVICE_ACCESS") return SERVICES_PEERING;
  return connectMode === "DIRECT_PEERING" ? "redis-peer-…" : undefined;
}

/** Whether a peering of this name carries the packets to this Redis. */
export function carries(name: string | undefined, { connectMode }: Pick<Target, "connectMode">): boolean {
  return isPeeringOf(name, connectMode);
}

/** Undefined where the input does not say it. */
export function stateOf({ resource }: Pick<NetworkPeering, "resource">): string | undefined {
  return knownText(get(resource, "state"));
}

export function isActive(peering: Pick<NetworkPeering, "resource">): boolean {
  return stateOf(peering) === "ACTIVE";
}

/** The peerings of a network that carry packets to this Redis. */
export function peeringsTo(target: Target, { peerings }: Pick<Topology, "peerings">): NetworkPeering[] {
  return peerings.filter(
    (one) =>
      carries(knownText(one.name), target) &&
      one.network &&
      compareNetworks(one.network, target.network) !== "different",
  );
}

/** The route of a subnet at Google, and the list that holds it. */
interface PeeringRoute {
  list: string;
  text: string;
  range: IntervalSet;
  imported: Value | undefined;
}

/**
 * What the peerings bring to this Redis, in its region; undefined where no list of that was read. It is in a subnet: a
 * static or a dynamic route says nothing of it.
 */
export function routesTo(
  target: Target,
  { resources, finder }: Pick<Topology, "resources" | "finder">,
): { lists: string[]; routes: PeeringRoute[] } | undefined {
  const lists = resources.filter((resource) => {
    if (resource.type !== PEERING_ROUTES || !carries(knownText(get(resource, "peering")), target)) return false;
    const network = finder.named(get(resource, "network"), resource);
    const isOfRegion = knownText(get(resource, "region")) === target.region;
    return isOfRegion && network !== undefined && compareNetworks(network, target.network) === "same";
  });
  if (lists.length === 0) return undefined;
  const routes = lists.flatMap((list) =>
    items(get(list, "routes"))
      .filter((route) => knownText(within(route, "type")) === "SUBNET_PEERING_ROUTE")
      .flatMap((route): PeeringRoute[] => {
        const text = knownText(within(route, "dest_range")) ?? "";
        const range = addressesOf(text);
        return range ? [{ list: list.address, text, range, imported: within(route, "imported") }] : [];
      }),
  );
  return { lists: lists.map(({ address }) => address), routes };
}

import { createHash } from "node:crypto";
import { ApiError } from "../api-error";
import { networkAt, networkOf, projectIn } from "../geography";
import { type ApiKind, listOf, type Place, pathOf, textOf } from "../kind";
import { paged } from "../listing";
import type { CloudObject, Store } from "../store";
import { computeFields, selfLink } from "./compute";
import { redisPeering } from "./google-peering";
import { rangesAtGoogle } from "./redis-ranges";

/** Google's first route of each network; it is an object, and can be deleted. */
export const DEFAULT_ROUTES = /^compute\/projects\/[^/]+\/global\/routes\/default-route-[^/]+$/;

/** Static routes, and those that Google makes of subnets and of what its peerings bring. */
export const routes: ApiKind = {
  collection: "compute/projects/{project}/global/routes",
  style: "compute",
  named: { field: "name" },
  derived: routesOfGoogle,
  check: (draft, place) => {
    networkAt(draft, place);
  },
  filled: (draft, place, before) => ({ priority: 1000, ...draft, ...computeFields("route", place, before) }),
  checkRemoval: (thing, { name, path, store }) => {
    if (store.get(name)) return;
    const by = thing.nextHopPeering === undefined ? "a subnetwork" : `the peering ${String(thing.nextHopPeering)}`;
    throw new ApiError(400, `The route '${path}' is that of ${by} and cannot be deleted.`);
  },
};

function routesOfGoogle(project: string, store: Store): CloudObject[] {
  const networks = [...store.matching((one) => one === `compute/projects/${project}/global/networks`)];
  return networks.flatMap(({ name, thing }) => {
    const network = pathOf(name);
    const ofSubnets = rangesOf(network, store).map((range) => subnetRoute(range, network));
    const peerings = (listOf(thing, "peerings") as CloudObject[]).filter(({ state }) => state === "ACTIVE");
    const imported = peerings.flatMap((peering) =>
      importedRanges(network, String(peering.name), store).map((range) => peeringRoute(range, peering, network)),
    );
    return [...ofSubnets, ...imported];
  });
}

/** The ranges of the subnetworks of a network. */
function rangesOf(network: string, store: Store): string[] {
  return subnetworksOf(network, store).flatMap(({ ipCidrRange, secondaryIpRanges }) => [
    String(ipCidrRange),
    ...((secondaryIpRanges ?? []) as CloudObject[]).map((one) => String(one.ipCidrRange)),
  ]);
}

export function subnetworksOf(network: string, store: Store): CloudObject[] {
  return [...store.matching(/^compute\/projects\/[^/]+\/regions\/[^/]+\/subnetworks$/)]
    .filter(({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network)
    .map(({ thing }) => thing);
}

/** What Google's network behind this peering sends: the ranges of the instances in it. */
export function importedRanges(network: string, peering: string, store: Store): string[] {
  const mode = peering === redisPeering(network, store) ? "DIRECT_PEERING" : "PRIVATE_SERVICE_ACCESS";
  const behind = rangesAtGoogle(network, store).filter(({ connectMode }) => connectMode === mode);
  return [...new Set(behind.map(({ range }) => range.text))];
}

/** What the peerings of a network send and get; a peering that is not ACTIVE does neither. Subnets' routes are of all regions. */
export function exchangedRoutes(network: CloudObject, { path, query, store }: Place): CloudObject {
  const [name, direction] = [query.get("peeringName"), query.get("direction")];
  const all = (listOf(network, "peerings") as CloudObject[]).filter((one) => name === null || one.name === name);
  if (name !== null && all.length === 0) {
    throw new ApiError(400, `Invalid value for field 'peeringName': '${name}'. There is no such peering.`);
  }
  const ranges = all
    .filter(({ state }) => state === "ACTIVE")
    .flatMap((peering) => [
      ...(direction === "OUTGOING" ? [] : importedRanges(path, String(peering.name), store)),
      ...(direction === "INCOMING" ? [] : rangesOf(path, store)),
    ]);
  const { page, rest } = paged(ranges, query);
  const items = page.map((destRange) => ({ destRange, type: "SUBNET_PEERING_ROUTE", priority: 0, imported: true }));
  return { kind: "compute#exchangedPeeringRoutesList", ...(items.length > 0 ? { items } : {}), ...rest };
}

function subnetRoute(range: string, network: string): CloudObject {
  const description = `Default local route to the subnetwork ${range}.`;
  return madeRoute("default-route-r", range, network, { description, nextHopNetwork: selfLink(network) });
}

function peeringRoute(range: string, { name }: CloudObject, network: string): CloudObject {
  const description = `Auto generated route via peering [${String(name)}].`;
  return madeRoute("peering-route", range, network, { description, nextHopPeering: name });
}

/** Its name and number stay the same for as long as it is there. */
function madeRoute(prefix: string, destRange: string, network: string, more: CloudObject): CloudObject {
  const hash = createHash("sha256").update(`${network} ${destRange}`).digest("hex").slice(0, 15);
  const name = `${prefix}-${hash}`;
  return {
    kind: "compute#route",
    id: String(BigInt(`0x${hash}`)),
    name,
    network: selfLink(network),
    destRange,
    priority: 0,
    creationTimestamp: "2025-01-01T00:00:00Z",
    selfLink: selfLink(`projects/${projectIn(network)}/global/routes/${name}`),
    ...more,
  };
}

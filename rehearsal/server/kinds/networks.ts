import { networkAt, networkOf, type Range, rangeFrom, rangesOn } from "../geography";
import { type Kind, lastSegment, listOf, type Place, textOf } from "../kind";
import { inUse, Refusal } from "../refusal";
import type { Thing } from "../store";
import { computeFields, selfLink } from "./compute";

export const networks: Kind = {
  collection: "compute/projects/{project}/global/networks",
  style: "compute",
  named: { field: "name" },
  filled: (draft, place, before) => ({
    autoCreateSubnetworks: true,
    networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
    ...draft,
    routingConfig: { routingMode: "REGIONAL", bgpBestPathSelectionMode: "LEGACY", ...(draft.routingConfig as Thing) },
    ...computeFields("network", place, before),
    selfLinkWithId: `https://www.googleapis.com/compute/v1/projects/${place.project}/global/networks/${before?.id ?? 0}`,
  }),
  checkRemoval: (_, place) => {
    for (const { name, thing } of place.store.matching(USERS)) {
      if (thing.isDefaultRoute === true) continue;
      const network = textOf(thing, "network") ?? textOf(thing, "authorizedNetwork");
      if (network === undefined || networkOf(network, projectIn(name), place.store) !== place.path) continue;
      throw inUse(place.path, name.slice(name.indexOf("/") + 1));
    }
  },
  after: (place, thing) => {
    const route = `compute/projects/${place.project}/global/routes/default-route-${place.id}`;
    if (!thing) place.store.remove(route);
    else if (!place.store.get(route)) place.store.put(route, defaultRoute(place));
  },
  actions: {
    removePeering: (thing, body) => ({
      thing: {
        ...thing,
        peerings: listOf(thing, "peerings").filter((peering) => textOf(peering as Thing, "name") !== body.name),
      },
    }),
    updatePeering: (thing, body) => {
      const wanted = (body.networkPeering ?? {}) as Thing;
      const peerings = (listOf(thing, "peerings") as Thing[]).map((peering) =>
        peering.name === wanted.name ? { ...peering, ...wanted } : peering,
      );
      return { thing: { ...thing, peerings } };
    },
  },
};

const USERS =
  /^(compute\/projects\/[^/]+\/(global\/(firewalls|routes|addresses)|regions\/[^/]+\/(subnetworks|routers))|vpcaccess\/.*\/connectors|redis\/.*\/instances)$/;

function projectIn(name: string): string {
  return /\/projects\/([^/]+)\//.exec(name)?.[1] ?? "";
}

function defaultRoute(place: Place): Thing {
  return {
    kind: "compute#route",
    id: String(place.store.next()),
    name: `default-route-${place.id}`,
    network: selfLink(place.path),
    destRange: "0.0.0.0/0",
    priority: 1000,
    nextHopGateway: selfLink(`projects/${place.project}/global/gateways/default-internet-gateway`),
    selfLink: selfLink(`projects/${place.project}/global/routes/default-route-${place.id}`),
    isDefaultRoute: true,
  };
}

export const subnetworks: Kind = {
  collection: "compute/projects/{project}/regions/{region}/subnetworks",
  style: "compute",
  named: { field: "name" },
  check: (draft, place, before) => {
    const network = networkAt(draft, place);
    const range = rangeFrom(draft.ipCidrRange);
    if (!range)
      throw new Refusal(400, `Invalid value for field 'resource.ipCidrRange': '${String(draft.ipCidrRange)}'.`);
    if (!before) refuseOverlap(range, network, place);
  },
  filled: (draft, place, before) => ({
    privateIpGoogleAccess: false,
    privateIpv6GoogleAccess: "DISABLE_GOOGLE_ACCESS",
    purpose: "PRIVATE",
    stackType: "IPV4_ONLY",
    ...draft,
    gatewayAddress: rangeFrom(draft.ipCidrRange)?.address(1),
    region: selfLink(`projects/${place.project}/regions/${place.location}`),
    fingerprint: "AAAAAAAAAAA=",
    ...computeFields("subnetwork", place, before),
  }),
  actions: {
    setPrivateIpGoogleAccess: (thing, body) => ({
      thing: { ...thing, privateIpGoogleAccess: body.privateIpGoogleAccess === true },
    }),
    expandIpCidrRange: (thing, body) => ({ thing: { ...thing, ipCidrRange: body.ipCidrRange } }),
  },
};

/** No two ranges of a network overlap: subnets, connectors and what is allocated to services. */
export function refuseOverlap(range: Range, network: string, place: Place): void {
  const taken = rangesOn(network, place.store).find(
    (other) => other.name !== place.name && other.range.overlaps(range),
  );
  if (!taken) return;
  const by = `${lastSegment(taken.name)} (${taken.range.text})`;
  throw new Refusal(400, `Invalid IPCidrRange: ${range.text} conflicts with existing ${by}.`);
}

export const routes: Kind = {
  collection: "compute/projects/{project}/global/routes",
  style: "compute",
  named: { field: "name" },
  check: (draft, place) => {
    networkAt(draft, place);
  },
  filled: (draft, place, before) => ({ priority: 1000, ...draft, ...computeFields("route", place, before) }),
};

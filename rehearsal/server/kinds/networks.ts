import { ApiError, inUse } from "../api-error";
import { networkAt, networkOf, projectIn, rangeFrom, refuseOverlap } from "../geography";
import { type ApiKind, lastSegment, listOf, type Place, pathOf, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";
import { computeFields, selfLink } from "./compute";
import { effectiveFirewalls, policiesOf } from "./firewall-policies";
import { DEFAULT_ROUTES, exchangedRoutes, subnetworksOf } from "./routes";
import { servicesConnectionOf } from "./services-access";

export const networks: ApiKind = {
  collection: "compute/projects/{project}/global/networks",
  style: "compute",
  named: { field: "name" },
  shown: (thing, path, store) => {
    const subnetworks = subnetworksOf(path, store).map(({ selfLink }) => selfLink);
    return subnetworks.length > 0 ? { ...thing, subnetworks } : thing;
  },
  filled: (draft, place, before) => ({
    autoCreateSubnetworks: true,
    networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
    ...draft,
    routingConfig: {
      routingMode: "REGIONAL",
      bgpBestPathSelectionMode: "LEGACY",
      ...(draft.routingConfig as CloudObject),
    },
    ...computeFields("network", place, before),
    selfLinkWithId: `https://www.googleapis.com/compute/v1/projects/${place.project}/global/networks/${before?.id ?? 0}`,
  }),
  checkRemoval: (network, place) => {
    for (const { name, thing } of place.store.matching(USERS)) {
      if (DEFAULT_ROUTES.test(name)) continue;
      const said = textOf(thing, "network") ?? textOf(thing, "authorizedNetwork");
      if (said === undefined || networkOf(said, projectIn(name), place.store) !== place.path) continue;
      throw inUse(place.path, pathOf(name));
    }
    const [policy] = policiesOf(place.path, place.store);
    if (policy) throw inUse(place.path, pathOf(policy.name));
    const [peering] = listOf(network, "peerings") as CloudObject[];
    if (peering) throw inUse(place.path, `the peering ${String(peering.name)}`);
  },
  after: (place, thing) => {
    const route = `compute/projects/${place.project}/global/routes/default-route-${place.id}`;
    if (!thing) {
      place.store.remove(route);
      place.store.remove(servicesConnectionOf(place.path));
    }
    if (thing && !place.store.get(route)) place.store.put(route, defaultRoute(place));
  },
  actions: {
    getEffectiveFirewalls: (_, __, { path, store }) => ({ answer: effectiveFirewalls(path, store) }),
    listPeeringRoutes: (thing, _, place) => ({ answer: exchangedRoutes(thing, place) }),
    // The connection to Google's services is still listed without its peering.
    removePeering: (thing, body) => {
      const peerings = listOf(thing, "peerings").filter(
        (peering) => textOf(peering as CloudObject, "name") !== body.name,
      );
      return { thing: { ...thing, peerings } };
    },
    updatePeering: (thing, body) => {
      const wanted = (body.networkPeering ?? {}) as CloudObject;
      const peerings = (listOf(thing, "peerings") as CloudObject[]).map((peering) =>
        peering.name === wanted.name ? { ...peering, ...wanted } : peering,
      );
      return { thing: { ...thing, peerings } };
    },
  },
};

const USERS =
  /^(compute\/projects\/[^/]+\/(global\/(firewalls|routes|addresses)|regions\/[^/]+\/(subnetworks|routers))|vpcaccess\/.*\/connectors|networkconnectivity\/.*\/(policyBasedRoutes|serviceConnectionPolicies)|redis\/.*\/instances)$/;

function defaultRoute(place: Place): CloudObject {
  return {
    kind: "compute#route",
    id: String(place.store.next()),
    name: `default-route-${place.id}`,
    description: "Default route to the Internet.",
    network: selfLink(place.path),
    destRange: "0.0.0.0/0",
    priority: 1000,
    nextHopGateway: selfLink(`projects/${place.project}/global/gateways/default-internet-gateway`),
    selfLink: selfLink(`projects/${place.project}/global/routes/default-route-${place.id}`),
  };
}

export const subnetworks: ApiKind = {
  collection: "compute/projects/{project}/regions/{region}/subnetworks",
  style: "compute",
  named: { field: "name" },
  check: (draft, place, before) => {
    const network = networkAt(draft, place);
    const range = rangeFrom(draft.ipCidrRange);
    if (!range)
      throw new ApiError(400, `Invalid value for field 'resource.ipCidrRange': '${String(draft.ipCidrRange)}'.`);
    if (before) return;
    const secondary = listOf(draft, "secondaryIpRanges").flatMap(
      (one) => rangeFrom((one as CloudObject).ipCidrRange) ?? [],
    );
    for (const one of [range, ...secondary]) refuseOverlap(one, network, place);
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
    expandIpCidrRange: (thing, body, place) => {
      const [was, will] = [rangeFrom(thing.ipCidrRange), rangeFrom(body.ipCidrRange)];
      if (!was || !will || will.from > was.from || will.to < was.to) {
        throw new ApiError(400, `Invalid value for field 'ipCidrRange': '${String(body.ipCidrRange)}': it must grow.`);
      }
      refuseOverlap(will, networkAt(thing, place), place);
      return { thing: { ...thing, ipCidrRange: will.text, gatewayAddress: will.address(1) } };
    },
  },
  checkRemoval: (_, place) => {
    const user = [...place.store.matching(SUBNET_USERS)].find(({ name, thing }) => {
      const [, , project = "", , region = ""] = name.split("/");
      return subnetsOf(thing).some((said) => subnetworkOf(said, project, region) === place.path);
    });
    if (user) throw inUse(place.path, pathOf(user.name));
  },
};

const SUBNET_USERS = /^(vpcaccess\/.*\/connectors|run\/.*\/(services|jobs|workerPools))$/;

/** A connector may borrow a subnet; a service or job with direct egress sits in one. */
function subnetsOf(user: CloudObject): string[] {
  const template = thingOf(user, "template");
  const access = thingOf(thingOf(template, "template") ?? template, "vpcAccess");
  const interfaces = listOf(access, "networkInterfaces") as CloudObject[];
  return [textOf(thingOf(user, "subnet"), "name"), ...interfaces.map((one) => textOf(one, "subnetwork"))].filter(
    (said) => said !== undefined,
  );
}

/** In this project and region, unless the name says more. */
export function subnetworkOf(said: string, project: string, region: string): string {
  const place = /projects\/[^/]+\/regions\/[^/]+/.exec(said)?.[0] ?? `projects/${project}/regions/${region}`;
  return `${place}/subnetworks/${lastSegment(said)}`;
}

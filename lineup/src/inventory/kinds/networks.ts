import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { lastSegment } from "../../values";
import { block, type LiveResource, picked } from "../model";
import { shaped } from "../shape/shaped";
import { type ApiSource, aggregated, listed } from "./source";

/** Networks bring their peerings with them. */
function network(thing: ApiObject): LiveResource[] {
  const name = textAt(thing, "name") ?? "";
  return [
    { type: "google_compute_network", name, values: shaped("google_compute_network", thing) },
    ...thingsAt(thing, "peerings").map((peering) => ({
      type: "google_compute_network_peering",
      name: `${name}/${textAt(peering, "name") ?? ""}`,
      values: {
        ...picked(peering, "name", "state", "exportCustomRoutes", "importCustomRoutes"),
        network: textAt(thing, "selfLink") ?? name,
        peer_network: textAt(peering, "network"),
      },
    })),
  ];
}

function subnetwork(thing: ApiObject): LiveResource[] {
  const type = "google_compute_subnetwork";
  return [{ type, ...regional(thing), values: shaped(type, thing) }];
}

function route(thing: ApiObject): LiveResource[] {
  const hops = ["nextHopGateway", "nextHopIp", "nextHopInstance", "nextHopIlb", "nextHopVpnTunnel", "nextHopPeering"];
  const values = picked(thing, "name", "network", "destRange", "priority", "tags", ...hops);
  return [{ type: "google_compute_route", name: textAt(thing, "name") ?? "", values }];
}

function policyRoute(thing: ApiObject): LiveResource[] {
  const { name } = placedByPath(thing);
  return [
    {
      type: "google_network_connectivity_policy_based_route",
      name,
      values: {
        ...picked(thing, "network", "priority", "nextHopIlbIp", "nextHopOtherRoutes"),
        name,
        filter: block(thing.filter, (filter) =>
          picked(filter, "protocolVersion", "ipProtocol", "srcRange", "destRange"),
        ),
        virtual_machine: block(thing.virtualMachine, (machine) => picked(machine, "tags")),
        interconnect_attachment: block(thing.interconnectAttachment, (attachment) => picked(attachment, "region")),
      },
    },
  ];
}

/** In Terraform a router and its NATs are separate resources. */
function router(thing: ApiObject): LiveResource[] {
  const { name, region } = regional(thing);
  const nats = thingsAt(thing, "nats").map((nat) => ({
    type: "google_compute_router_nat",
    name: `${name}/${textAt(nat, "name") ?? ""}`,
    region,
    values: { ...shaped("google_compute_router_nat", nat), router: name, region },
  }));
  return [{ type: "google_compute_router", name, region, values: shaped("google_compute_router", thing) }, ...nats];
}

function regional(thing: ApiObject): { name: string; region: string | undefined } {
  const region = textAt(thing, "region");
  return { name: textAt(thing, "name") ?? "", region: region === undefined ? undefined : lastSegment(region) };
}

function placedByPath(thing: ApiObject): { name: string } {
  return { name: lastSegment(textAt(thing, "name") ?? "") };
}

export const networks: ApiSource = listed(
  {
    what: "networks",
    types: ["google_compute_network", "google_compute_network_peering"],
    api: "COMPUTE",
    permissions: ["compute.networks.list"],
  },
  "global/networks",
  "items",
  network,
);

export const routing: ApiSource[] = [
  aggregated(
    {
      what: "subnetworks",
      types: ["google_compute_subnetwork"],
      api: "COMPUTE",
      permissions: ["compute.subnetworks.list"],
    },
    "subnetworks",
    subnetwork,
  ),
  listed(
    { what: "routes", types: ["google_compute_route"], api: "COMPUTE", permissions: ["compute.routes.list"] },
    "global/routes",
    "items",
    route,
  ),
  listed(
    {
      what: "policy-based routes",
      types: ["google_network_connectivity_policy_based_route"],
      api: "NETWORK_CONNECTIVITY",
      permissions: ["networkconnectivity.policyBasedRoutes.list"],
    },
    "locations/global/policyBasedRoutes",
    "policyBasedRoutes",
    policyRoute,
  ),
  aggregated(
    {
      what: "routers and their NATs",
      types: ["google_compute_router", "google_compute_router_nat"],
      api: "COMPUTE",
      permissions: ["compute.routers.list"],
    },
    "routers",
    router,
  ),
];

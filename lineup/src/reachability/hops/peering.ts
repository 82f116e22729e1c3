import { exists } from "../../topology/exists";
import type { Target, Topology } from "../../topology/model";
import { compareNetworks, compareProjects, networkName, projectOf } from "../../topology/networks";
import { compareRegions } from "../../topology/regions";
import type { Trail } from "../path";
import type { Entry } from "./entry";
import { overGooglePeering } from "./google-peering";
import { overImportedRoute } from "./imported-route";
import { hasEndpoint } from "./private-endpoint";
import { servicesAccess } from "./services-access";

const RESOLVE = "refer to one network resource in both places, or judge with --config, or judge the state";

/** From the sender's network to the target: over a peering with Google's network, or to an endpoint in its own. */
export function crossPeering(
  trail: Trail,
  topology: Topology,
  { sender, region, through }: Entry,
  target: Target,
): void {
  const { facts } = target.kind;
  const byEndpoint = target.connectMode === "PRIVATE_SERVICE_CONNECT";
  const at = { address: target.address, attribute: facts.network };
  for (const id of [sender.network, target.network]) {
    if (id.assumedReference)
      trail.assume(`${id.assumedReference} is the network it names: a plan does not keep the expression around it`);
  }
  switch (compareNetworks(sender.network, target.network)) {
    case "same":
      break;
    case "different":
      elsewhere(trail, topology, at, `${through.address} is on ${networkName(sender.network)}`, target);
      break;
    case "unknown":
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `lineup cannot determine whether ${sameness(networkName(sender.network), networkName(target.network))}`,
        RESOLVE,
      );
  }
  if (facts.isRegional) sameRegionAs(trail, region, target);
  if (byEndpoint) {
    hasEndpoint(trail, topology, target);
    trail.step({ kind: "endpoint", address: target.address, network: networkName(target.network) });
    return;
  }
  servicesAccess(trail, topology, target);
  overGooglePeering(trail, topology, target);
  if (!exists(topology, target)) peersByItself(trail, target);
  const route = overImportedRoute(trail, topology, target);
  trail.step({ kind: "peering", address: target.address, network: networkName(target.network), route });
}

/** Two spokes of one hub may see each other's endpoints; a peering of two networks never carries packets to them. */
function elsewhere(
  trail: Trail,
  { resources }: Topology,
  at: { address: string; attribute: string },
  where: string,
  target: Target,
): void {
  const { noun, network } = target.kind.facts;
  const fix = "put both on one network, by reference to the same network resource";
  const own = networkName(target.network);
  if (target.connectMode !== "PRIVATE_SERVICE_CONNECT") {
    const unset = target.networkIsSaid ? "" : `, where Google puts it when ${network} is not set`;
    const message = `${where}, and ${noun === "Redis" ? "this Redis" : noun} answers ${own} only${unset}`;
    trail.blocked("GOOGLE_MANAGED_SERVICE_NO_PEERING", at, message, fix);
    return;
  }
  const message = `${where}, and the endpoints of ${noun} are in ${own}`;
  if (resources.some(({ type }) => type === "google_network_connectivity_spoke")) {
    trail.unknown("UNEVALUATED_POLICY", at, `${message}: lineup does not evaluate Network Connectivity Center`, fix);
  } else {
    trail.blocked("GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT", at, `${message}: no other network reaches them`, fix);
  }
}

function sameRegionAs(trail: Trail, region: Entry["region"], target: Target): void {
  const at = { address: target.address, attribute: "region" };
  const sameness = compareRegions(region, target.region);
  if (sameness === "different") {
    trail.blocked(
      "REGION_MISMATCH",
      at,
      `it is in ${target.region}, what calls it in ${region}: ${target.kind.facts.noun} is reached from its own region only`,
      "put both into one region",
    );
  } else if (sameness === "unknown") {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      at,
      "lineup cannot determine whether it is in the region of what calls it",
      "write both regions so that they resolve",
    );
  }
}

/** Redis peers by itself only with a network of its own project. */
function peersByItself(trail: Trail, target: Target): void {
  if (target.connectMode !== "DIRECT_PEERING") return;
  if (compareProjects(projectOf(target.resource), target.network.project) !== "different") return;
  trail.blocked(
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    { address: target.address, attribute: "connect_mode" },
    `it is in another project than ${networkName(target.network)}, and DIRECT_PEERING does not reach a shared VPC`,
    "set connect_mode to PRIVATE_SERVICE_ACCESS, with a services connection in the host project",
  );
}

/** Two networks of one name may be in different projects, and one expression may be a name. */
function sameness(one: string, other: string): string {
  return one === other ? `${one} is one network in both places: its project is not known` : `${one} is ${other}`;
}

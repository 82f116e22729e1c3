import { exists } from "../../topology/exists";
import type { Target, Topology } from "../../topology/model";
import { compareNetworks, compareProjects, networkName, projectOf } from "../../topology/networks";
import { compareRegions } from "../../topology/regions";
import type { Trail } from "../path";
import type { Entry } from "./entry";
import { overGooglePeering } from "./google-peering";
import { servicesAccess } from "./services-access";

const RESOLVE = "refer to one network resource in both places, or judge with --config, or judge the state";

/** From the sender's network to Redis's own: only the authorized network, only in one region. */
export function crossPeering(
  trail: Trail,
  topology: Topology,
  { sender, region, through }: Entry,
  target: Target,
): void {
  const at = { address: target.address, attribute: "authorized_network" };
  for (const id of [sender.network, target.network]) {
    if (id.assumedReference)
      trail.assume(`${id.assumedReference} is the network it names: a plan does not keep the expression around it`);
  }
  switch (compareNetworks(sender.network, target.network)) {
    case "same":
      break;
    case "different":
      trail.blocked(
        "GOOGLE_MANAGED_SERVICE_NO_PEERING",
        at,
        `${through.address} is on ${networkName(sender.network)}, and this Redis answers ${networkName(target.network)} only${target.networkIsSaid ? "" : ", where Google puts it when authorized_network is not set"}`,
        "put both on one network, by reference to the same network resource",
      );
      break;
    case "unknown":
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `lineup cannot determine whether ${networkName(sender.network)} is ${networkName(target.network)}`,
        RESOLVE,
      );
  }
  redisRegion(trail, region, target);
  servicesAccess(trail, topology, target);
  overGooglePeering(trail, topology, target);
  if (!exists(topology, target)) peersByItself(trail, target);
  trail.step({ kind: "peering", address: target.address, network: networkName(target.network) });
}

function redisRegion(trail: Trail, region: Entry["region"], target: Target): void {
  const at = { address: target.address, attribute: "region" };
  const sameness = compareRegions(region, target.region);
  if (sameness === "different") {
    trail.blocked(
      "REGION_MISMATCH",
      at,
      `it is in ${target.region}, what calls it in ${region}: Redis is reached from its own region only`,
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

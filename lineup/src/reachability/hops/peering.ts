import { exists } from "../../topology/exists";
import type { Cache, Topology } from "../../topology/model";
import { compareNetworks, compareProjects, networkName, projectOf } from "../../topology/networks";
import { compareRegions } from "../../topology/regions";
import type { Trail } from "../path";
import type { Entry } from "./entry";
import { overGooglePeering } from "./google-peering";
import { servicesAccess } from "./services-access";

const RESOLVE = "refer to one network resource in both places, or judge with --config, or judge the state";

/** From the sender's network to Redis's own: only the authorized network, only in one region. */
export function crossPeering(trail: Trail, topology: Topology, { sender, region, through }: Entry, cache: Cache): void {
  const at = { address: cache.address, attribute: "authorized_network" };
  for (const id of [sender.network, cache.network]) {
    if (id.assumedReference)
      trail.assume(`${id.assumedReference} is the network it names: a plan does not keep the expression around it`);
  }
  switch (compareNetworks(sender.network, cache.network)) {
    case "same":
      break;
    case "different":
      trail.blocked(
        "GOOGLE_MANAGED_SERVICE_NO_PEERING",
        at,
        `${through.address} is on ${networkName(sender.network)}, and this Redis answers ${networkName(cache.network)} only${cache.networkIsSaid ? "" : ", where Google puts it when authorized_network is not set"}`,
        "put both on one network, by reference to the same network resource",
      );
      break;
    case "unknown":
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `lineup cannot determine whether ${networkName(sender.network)} is ${networkName(cache.network)}`,
        RESOLVE,
      );
  }
  redisRegion(trail, region, cache);
  servicesAccess(trail, topology, cache);
  overGooglePeering(trail, topology, cache);
  if (!exists(topology, cache)) peersByItself(trail, cache);
  trail.step({ kind: "peering", address: cache.address, network: networkName(cache.network) });
}

function redisRegion(trail: Trail, region: Entry["region"], cache: Cache): void {
  const at = { address: cache.address, attribute: "region" };
  const sameness = compareRegions(region, cache.region);
  if (sameness === "different") {
    trail.blocked(
      "REGION_MISMATCH",
      at,
      `it is in ${cache.region}, what calls it in ${region}: Redis is reached from its own region only`,
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
function peersByItself(trail: Trail, cache: Cache): void {
  if (cache.connectMode !== "DIRECT_PEERING") return;
  if (compareProjects(projectOf(cache.resource), cache.network.project) !== "different") return;
  trail.blocked(
    "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    { address: cache.address, attribute: "connect_mode" },
    `it is in another project than ${networkName(cache.network)}, and DIRECT_PEERING does not reach a shared VPC`,
    "set connect_mode to PRIVATE_SERVICE_ACCESS, with a services connection in the host project",
  );
}

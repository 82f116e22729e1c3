import type { Resource } from "../../inputs/model";
import type { Topology } from "../../topology/model";
import { compareNetworks, projectOf } from "../../topology/networks";
import { get, knownText } from "../../topology/read";
import { compareRegions, regionOf } from "../../topology/regions";
import { field, lastSegment, Unresolved } from "../../values";
import { defineRule } from "../define";

export const natMissesConnector = defineRule({
  id: "nat-misses-connector",
  title: "The NAT does not cover the connector",
  help: "A connector with an ip_cidr_range uses a hidden subnet, which a list of subnetworks cannot name. What the connector sends to the internet under ALL_TRAFFIC is dropped.",
  remedy: "Cover all subnetworks: ALL_SUBNETWORKS_ALL_IP_RANGES.",
  severity: "note",
  check: ({ topology }) =>
    topology.resources
      .filter(({ type, mode }) => type === "google_compute_router_nat" && mode === "managed")
      .filter(
        (nat) =>
          knownText(get(nat, "source_subnetwork_ip_ranges_to_nat")) === "LIST_OF_SUBNETWORKS" &&
          field(nat.values, "subnetwork") !== undefined &&
          servesHiddenSubnet(nat, topology),
      )
      .map(({ address }) => ({
        address,
        attribute: "source_subnetwork_ip_ranges_to_nat",
        message: "a list of subnetworks cannot name the hidden subnet of a connector",
        fix: "use ALL_SUBNETWORKS_ALL_IP_RANGES",
      })),
});

/** A NAT serves the network and the region of its router; a connector with a range of its own may stand there. */
function servesHiddenSubnet(nat: Resource, topology: Topology): boolean {
  const region = regionOf(nat);
  const router = routerOf(nat, topology.resources);
  const network = router && topology.finder.named(get(router, "network"), router);
  return topology.connectors.some(
    (connector) =>
      connector.rangeText !== undefined &&
      network !== undefined &&
      connector.network !== undefined &&
      compareNetworks(network, connector.network) === "same" &&
      compareRegions(region, connector.region) === "same",
  );
}

function routerOf(nat: Resource, resources: readonly Resource[]): Resource | undefined {
  const said = get(nat, "router");
  return resources.find((router) => {
    if (router.type !== "google_compute_router") return false;
    if (said instanceof Unresolved) return router.address === said.soleReference?.address;
    const isNamed = typeof said === "string" && knownText(get(router, "name")) === lastSegment(said);
    return (
      isNamed && projectOf(router) === projectOf(nat) && compareRegions(regionOf(router), regionOf(nat)) === "same"
    );
  });
}

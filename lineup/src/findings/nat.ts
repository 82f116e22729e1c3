import type { Resource } from "../inputs/model";
import type { Topology } from "../topology/model";
import { compare, projectOf } from "../topology/networks";
import { flag, get, knownText, lastSegment, text, unlessComputed, within } from "../topology/read";
import { compareRegions } from "../topology/regions";
import { field, Unresolved } from "../values";
import type { Check, Finding } from "./finding";

/** What the API refuses after the plan was approved. */
export const natCombinations: Check = ({ topology }) =>
  topology.resources
    .filter(({ type, mode }) => type === "google_compute_router_nat" && mode === "managed")
    .flatMap((resource) => {
      const found: Finding[] = [];
      const error = (attribute: string, message: string, fix: string) =>
        found.push({ rule: "nat-combination", severity: "error", address: resource.address, attribute, message, fix });
      if (
        flag(get(resource, "enable_dynamic_port_allocation")) === true &&
        flag(get(resource, "enable_endpoint_independent_mapping")) === true
      ) {
        error(
          "enable_endpoint_independent_mapping",
          "excludes dynamic port allocation: the API refuses both",
          "turn one of the two off",
        );
      }
      const log = get(resource, "log_config");
      if (log !== undefined && !(Array.isArray(log) && log.length === 0)) {
        for (const key of ["enable", "filter"]) {
          if (within(log, key) === undefined)
            error(`log_config.${key}`, "is missing: log_config needs both enable and filter", "write both");
        }
      }
      const subnets = knownText(get(resource, "source_subnetwork_ip_ranges_to_nat"));
      if (
        subnets === "LIST_OF_SUBNETWORKS" &&
        field(resource.values, "subnetwork") !== undefined &&
        servesHiddenSubnet(resource, topology)
      ) {
        found.push({
          rule: "nat-misses-connector",
          severity: "note",
          address: resource.address,
          attribute: "source_subnetwork_ip_ranges_to_nat",
          message: "a list of subnetworks cannot name the hidden subnet of a connector",
          fix: "use ALL_SUBNETWORKS_ALL_IP_RANGES",
        });
      }
      return found;
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
      compare(network, connector.network) === "same" &&
      compareRegions(region, connector.region) === "same",
  );
}

function routerOf(nat: Resource, resources: readonly Resource[]): Resource | undefined {
  const said = get(nat, "router");
  return resources.find((router) => {
    if (router.type !== "google_compute_router") return false;
    if (said instanceof Unresolved) return router.address === said.lone?.address;
    const isNamed = typeof said === "string" && knownText(get(router, "name")) === lastSegment(said);
    return (
      isNamed && projectOf(router) === projectOf(nat) && compareRegions(regionOf(router), regionOf(nat)) === "same"
    );
  });
}

function regionOf(resource: Resource) {
  return text(unlessComputed(get(resource, "region"))) ?? resource.region;
}

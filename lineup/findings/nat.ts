import { flag, get, knownText, within } from "../topology/read";
import { field } from "../values";
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
        topology.connectors.some(({ rangeText }) => rangeText !== undefined) &&
        subnets === "LIST_OF_SUBNETWORKS" &&
        field(resource.values, "subnetwork") !== undefined
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

import { flag, get, within } from "../../topology/read";
import { defineRule, type Reported } from "../define";

export const natCombination = defineRule({
  id: "nat-combination",
  title: "The NAT has settings that exclude each other",
  help: "Dynamic port allocation and endpoint-independent mapping exclude each other, and log_config needs both of its fields. Google's API refuses the NAT after the plan was approved.",
  remedy: "Turn one of the two off; write both fields of log_config.",
  severity: "error",
  check: ({ topology }) =>
    topology.resources
      .filter(({ type, mode }) => type === "google_compute_router_nat" && mode === "managed")
      .flatMap((resource) => {
        const { address } = resource;
        const reported: Reported[] = [];
        const isOn = (attribute: string) => flag(get(resource, attribute)) === true;
        if (isOn("enable_dynamic_port_allocation") && isOn("enable_endpoint_independent_mapping")) {
          const attribute = "enable_endpoint_independent_mapping";
          const message = "excludes dynamic port allocation: the API refuses both";
          reported.push({ address, attribute, message, fix: "turn one of the two off" });
        }
        const log = get(resource, "log_config");
        if (log === undefined || (Array.isArray(log) && log.length === 0)) return reported;
        for (const key of ["enable", "filter"]) {
          if (within(log, key) !== undefined) continue;
          const message = `${key} is missing: log_config needs both enable and filter`;
          reported.push({ address, attribute: `log_config.${key}`, message, fix: "write both" });
        }
        return reported;
      }),
});

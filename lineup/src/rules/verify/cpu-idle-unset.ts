import { isApplied } from "../../topology/exists";
import { items, within } from "../../topology/read";
import { field, Unresolved } from "../../values";
import { defineRule } from "../define";

export const cpuIdleUnset = defineRule({
  id: "cpu-idle-unset",
  title: "cpu_idle is unset beside resources",
  help: "The provider sends cpu_idle as false where resources is set and cpu_idle is not: instances are billed around the clock.",
  remedy: "Write cpu_idle out.",
  severity: "warning",
  house: true,
  check: ({ topology }) => {
    if (isApplied(topology)) return [];
    return topology.services
      .filter(({ resource }) => resource.type === "google_cloud_run_v2_service")
      .flatMap(({ address, resource }) =>
        items(within(field(resource.values, "template"), "containers"))
          .flatMap((container) => items(within(container, "resources")).slice(0, 1))
          .filter((resources) => !(resources instanceof Unresolved) && within(resources, "cpu_idle") === undefined)
          .map(() => ({
            address,
            attribute: "template.containers.resources.cpu_idle",
            message: "unset beside resources it becomes false: instances are billed around the clock",
            fix: "write cpu_idle out",
          })),
      );
  },
});

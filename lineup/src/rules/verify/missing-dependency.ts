import { isApplied } from "../../topology/exists";
import { compareNetworks } from "../../topology/networks";
import { withoutKeys } from "../../values";
import { defineRule, type Reported } from "../define";

export const missingDependency = defineRule({
  id: "missing-dependency",
  title: "Redis does not depend on its services connection",
  help: "No reference tells Terraform to create the services connection first. In a new project it creates Redis first, and Google refuses it.",
  remedy: "Add the services connection to depends_on of the instance.",
  severity: "error",
  check: ({ topology }) => {
    if (isApplied(topology)) return [];
    return topology.targets.flatMap((target): Reported[] => {
      if (target.connectMode !== "PRIVATE_SERVICE_ACCESS" || target.resource.mode === "data") return [];
      const connection = topology.connections.find(
        ({ network }) => network && compareNetworks(network, target.network) === "same",
      );
      const before = target.resource.prerequisites;
      if (!connection || !before || before.mayBeMore || before.addresses.has(withoutKeys(connection.address)))
        return [];
      return [
        {
          address: target.address,
          attribute: "depends_on",
          message: `does not depend on ${connection.address}: in a new project Terraform creates ${target.kind.facts.noun} first, and Google refuses it`,
          fix: `add ${connection.address} to depends_on`,
        },
      ];
    });
  },
});

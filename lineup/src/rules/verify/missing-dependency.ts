import type { Resource } from "../../inputs/model";
import { isApplied } from "../../topology/exists";
import { compareNetworks } from "../../topology/networks";
import { withoutKey } from "../../values";
import { defineRule, type Reported } from "../define";

export const missingDependency = defineRule({
  id: "missing-dependency",
  title: "Redis does not depend on its services connection",
  help: "No reference tells Terraform to create the services connection first. In a new project it creates Redis first, and Google refuses it.",
  remedy: "Add the services connection to depends_on of the instance.",
  severity: "error",
  check: ({ topology }) => {
    if (isApplied(topology)) return [];
    const byAddress = new Map(topology.resources.map((resource) => [resource.address, resource]));
    return topology.caches.flatMap((cache): Reported[] => {
      if (cache.connectMode !== "PRIVATE_SERVICE_ACCESS" || cache.resource.mode === "data") return [];
      const connection = topology.connections.find(
        ({ network }) => network && compareNetworks(network, cache.network) === "same",
      );
      if (!connection || waitsFor(cache.resource, connection.address, byAddress)) return [];
      return [
        {
          address: cache.address,
          attribute: "depends_on",
          message: `does not depend on ${connection.address}: in a new project Terraform creates Redis first, and Google refuses it`,
          fix: `add ${connection.address} to depends_on`,
        },
      ];
    });
  },
});

function waitsFor(resource: Resource, address: string, byAddress: Map<string, Resource>): boolean {
  const seen = new Set<string>();
  const pending = [resource];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const prerequisite of [...next.dependsOn, ...next.reads.map((read) => read.address)]) {
      const plain = withoutKey(prerequisite);
      if (prerequisite === address || plain === withoutKey(address)) return true;
      const found = byAddress.get(prerequisite) ?? byAddress.get(plain);
      if (found && !seen.has(found.address)) {
        seen.add(found.address);
        pending.push(found);
      }
    }
  }
  return false;
}

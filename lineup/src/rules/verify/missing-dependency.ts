import type { Resource } from "../../inputs/model";
import { isApplied } from "../../topology/exists";
import { compareNetworks } from "../../topology/networks";
import { withoutKey } from "../../values";
import { defineRule, type Reported } from "../define";

export const missingDependency = defineRule({
  id: "missing-dependency",
  title: "Redis does not wait for what it needs",
  help: "Nothing in the references says that Redis needs the services connection first. On a fresh project Terraform makes Redis first, and Google refuses it.",
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
          message: `does not wait for ${connection.address}: on a fresh project Redis is made first and fails`,
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

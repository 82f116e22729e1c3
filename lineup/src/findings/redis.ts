import { isRedisPasswordName } from "../../../facts/secret-names";
import type { Resource } from "../inputs/model";
import type { Variable } from "../topology/model";
import { compare } from "../topology/networks";
import { Unresolved, withoutKey } from "../values";
import type { Check, Finding } from "./finding";

/** With AUTH on, a client without the AUTH string connects and is then refused. */
export const authWithoutSecret: Check = ({ topology, paths }) =>
  paths.flatMap(({ from, to }): Finding[] => {
    const cache = topology.caches.find(({ address }) => address === to);
    const service = topology.services.find(({ address }) => address === from);
    if (!service || cache?.auth !== true) return [];
    if (service.variables.some(mayHoldAuth) || service.secretVolumes.length > 0) return [];
    const attribute = service.variables[0]?.attribute.replace(/\[.*$/, "") ?? service.accessAttribute;
    return [
      {
        rule: "auth-without-secret",
        severity: "error",
        address: service.address,
        attribute,
        message: `${cache.address} wants its AUTH string, and this service is given none`,
        fix: "give it REDIS_PASSWORD from a secret that holds the auth_string",
      },
    ];
  });

/** By its name, or as a URL that has the password in it. */
function mayHoldAuth({ name, value, secret }: Variable): boolean {
  const readsAuth =
    value instanceof Unresolved && value.references.some(({ attribute }) => attribute === "auth_string");
  return isRedisPasswordName(name) || readsAuth || (/^(?=.*REDIS).*URL$/is.test(name) && secret !== undefined);
}

/** Nothing in the reference graph says that Redis needs the services connection first. */
export const missingDependency: Check = ({ topology }) => {
  if (topology.kind !== "synth" && topology.kind !== "plan") return [];
  const byAddress = new Map(topology.resources.map((resource) => [resource.address, resource]));
  return topology.caches.flatMap((cache): Finding[] => {
    if (cache.connectMode !== "PRIVATE_SERVICE_ACCESS" || cache.resource.mode === "data") return [];
    const connection = topology.connections.find(
      ({ network }) => network && compare(network, cache.network) === "same",
    );
    if (!connection || waitsFor(cache.resource, connection.address, byAddress)) return [];
    return [
      {
        rule: "missing-dependency",
        severity: "error",
        address: cache.address,
        attribute: "depends_on",
        message: `does not wait for ${connection.address}: on a fresh project Redis is made first and fails`,
        fix: `add ${connection.address} to depends_on`,
      },
    ];
  });
};

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

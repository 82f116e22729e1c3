import { addTo } from "../grouping";
import type { Resource } from "../inputs/model";
import { withoutKey, withoutKeys } from "../values";
import { literalTargets, managedTwin, type UnownedAddress } from "./literal";
import type { Cache, Service, Topology } from "./model";
import { get, knownText } from "./read";
import { recordedBy, recordedCaches, withoutUnheldTwins } from "./recorded";
import type { SecretVersions } from "./secrets";

/** A path that the input declares: a service, and what its configuration connects it to. */
export type Declared = { service: Service; cache: Cache } | { service: Service; other: Resource } | UnownedAddress;

/** Resources that carry no values: reading one does not mean reading what it was made from. */
const NOT_CARRIERS =
  /^google_(cloud_run|compute|vpc_access|service_networking|project|service_account|dns|network_connectivity)/;

export function declaredPaths(topology: Topology): Declared[] {
  const graph = new ReadGraph(topology);
  return topology.services.flatMap((service) => {
    const read = graph.reachableFrom(service);
    const recorded = new Set(recordedCaches(service, topology));
    const caches = withoutUnheldTwins(
      service,
      topology.caches.filter(
        (cache) => read.has(cache.address) || recorded.has(cache) || readsTwin(cache.resource, read, topology),
      ),
      topology,
    );
    const dependencies = topology.kind === "state" ? recordedBy(service) : new Set<string>();
    const others = topology.otherTargets.filter(
      ({ address }) => read.has(address) || dependencies.has(withoutKeys(address)),
    );
    const literal = literalTargets(service, topology);
    const all = [
      ...new Set([
        ...caches.filter((cache) => cache.resource.mode === "managed" || !managedTwin(cache, topology)),
        ...literal.caches,
      ]),
    ];
    return [
      ...all.map((cache): Declared => ({ service, cache })),
      ...others.map((other): Declared => ({ service, other })),
      ...(all.length === 0 && others.length === 0 ? literal.unowned : []),
    ];
  });
}

function readsTwin(resource: Resource, read: ReadonlySet<string>, topology: Topology): boolean {
  if (resource.mode !== "managed") return false;
  return topology.caches.some(
    (other) =>
      other.resource.mode === "data" &&
      read.has(other.address) &&
      knownText(get(other.resource, "name")) === knownText(get(resource, "name")),
  );
}

/** Which resources read attributes of which, through secrets and everything else that carries values. */
class ReadGraph {
  private readonly byAddress = new Map<string, Resource[]>();
  private readonly secrets: SecretVersions;

  constructor({ resources, secrets }: Topology) {
    this.secrets = secrets;
    for (const resource of resources) {
      const plain = withoutKey(resource.address);
      addTo(this.byAddress, plain, resource);
      if (plain !== resource.address) addTo(this.byAddress, resource.address, resource);
    }
  }

  reachableFrom(service: Service): Set<string> {
    const seen = new Set<string>();
    const pending = service.resource.reads.map(({ address }) => address);
    for (const secret of secretsOf(service)) {
      pending.push(...this.secrets.named(secret).map(({ address }) => address));
    }
    for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      for (const resource of this.byAddress.get(address) ?? []) {
        seen.add(resource.address);
        if (NOT_CARRIERS.test(resource.type) || resource.type === "google_redis_instance") continue;
        pending.push(...resource.reads.map((reference) => reference.address));
        if (resource.type === "google_secret_manager_secret") {
          pending.push(...this.secrets.of(resource).map(({ address }) => address));
        }
      }
    }
    return seen;
  }
}

function secretsOf(service: Service): string[] {
  const said = [...service.variables, ...service.secretVolumes].map(({ secret }) => secret);
  return said.filter((secret): secret is string => typeof secret === "string");
}

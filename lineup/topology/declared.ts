import { endpointOf, isRedisAddress } from "../endpoint";
import type { Resource } from "../inputs/model";
import { Unresolved, withoutKey } from "../values";
import type { Cache, Service, Topology, Variable } from "./model";
import { get, knownText } from "./read";
import type { SecretVersions } from "./secrets";

/** A path that the input declares: the service means to reach this. */
export type Declared =
  | { service: Service; cache: Cache }
  | { service: Service; other: Resource }
  | { service: Service; nobody: Variable; host: string | undefined };

/** What only names or carries network: a service that reads it does not thereby read what the network was made from. */
const NOT_CARRIERS = /^google_(compute|vpc_access|service_networking|project|service_account|dns|network_connectivity)/;

export function declaredPaths(topology: Topology): Declared[] {
  const graph = new ReadGraph(topology);
  return topology.services.flatMap((service) => {
    const read = graph.reachableFrom(service);
    const recorded = topology.kind === "state" ? new Set(service.resource.dependsOn) : new Set<string>();
    const caches = topology.caches.filter(
      ({ address, resource }) =>
        read.has(address) ||
        recorded.has(withoutKey(address)) ||
        recorded.has(address) ||
        readsTwin(resource, read, topology),
    );
    const others = topology.otherTargets.filter(
      ({ address }) => read.has(address) || recorded.has(withoutKey(address)),
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
      ...(all.length === 0 && others.length === 0 ? literal.nobody : []),
    ];
  });
}

/** A data source that looks up an instance which this input also manages means that instance. */
function managedTwin(cache: Cache, topology: Topology): Cache | undefined {
  return topology.caches.find(
    (other) => other.resource.mode === "managed" && typeof other.name === "string" && other.name === cache.name,
  );
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

/** Addresses written out, instead of referred to. */
function literalTargets(service: Service, topology: Topology): { caches: Cache[]; nobody: Declared[] } {
  const caches: Cache[] = [];
  const nobody: Declared[] = [];
  const owns = (host: string | undefined) => (cache: Cache) =>
    host !== undefined && (cache.host === host || cache.readEndpoint === host);
  for (const variable of service.variables) {
    if (!isRedisAddress(variable)) continue;
    const value = variable.value ?? variable.secretValue;
    const host = typeof value === "string" ? endpointOf(value).host : undefined;
    const owners = topology.caches.filter(owns(host));
    if (owners.length > 0) caches.push(...owners);
    else if (host !== undefined || value instanceof Unresolved) nobody.push({ service, nobody: variable, host });
  }
  // A file has no name that says what it is for: only the address of a Redis that is here makes it one.
  for (const { secretValue } of service.secretVolumes) {
    if (typeof secretValue === "string") caches.push(...topology.caches.filter(owns(endpointOf(secretValue).host)));
  }
  return {
    caches: caches.filter((cache) => cache.resource.mode === "managed" || !managedTwin(cache, topology)),
    nobody,
  };
}

/** Who reads an attribute of whom, as configuration says it, over secrets and whatever else carries values. */
class ReadGraph {
  private readonly byAddress = new Map<string, Resource[]>();
  private readonly secrets: SecretVersions;

  constructor({ resources, secrets }: Topology) {
    this.secrets = secrets;
    for (const resource of resources) {
      const plain = withoutKey(resource.address);
      push(this.byAddress, plain, resource);
      if (plain !== resource.address) push(this.byAddress, resource.address, resource);
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

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

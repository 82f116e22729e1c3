import { isSecretName } from "../../../facts/secret-names";
import { endpointOf, isRedisAddress } from "../endpoint";
import { modulePrefix, Unresolved, withoutKeys } from "../values";
import { literalTargets, ownersOf } from "./literal";
import type { Cache, Service, Topology, Variable } from "./model";

/**
 * The caches among the dependencies that a state recorded for a service. Terraform records addresses without keys, adds
 * indirect dependencies, and replaces them on a refresh. Where every value of the service is known, the addresses it
 * holds are more exact.
 */
export function recordedCaches(service: Service, topology: Topology): Cache[] {
  if (topology.kind !== "state") return [];
  const recorded = recordedBy(service);
  const caches = topology.caches.filter(({ address }) => recorded.has(withoutKeys(address)));
  const held = heldCaches(service, topology);
  if (caches.length === 0 || !held) return caches;
  if (held.size > 0) return caches.filter((cache) => held.has(cache));
  return caches.filter((cache) => !isThroughAnother(service, cache, topology)).filter(isOfNearest(service, caches));
}

/**
 * A plan lists every instance where an expression names one by its key. Where all values are known, those whose
 * addresses the service holds are the ones.
 */
export function withoutUnheldTwins(service: Service, caches: readonly Cache[], topology: Topology): Cache[] {
  const twinsOf = ({ address }: Cache) => caches.filter((other) => withoutKeys(other.address) === withoutKeys(address));
  if (caches.every((cache) => twinsOf(cache).length === 1)) return [...caches];
  const held = heldCaches(service, topology);
  return caches.filter((cache) => held?.has(cache) || !twinsOf(cache).some((twin) => held?.has(twin)));
}

export function recordedBy({ resource }: Service): Set<string> {
  return new Set(resource.dependsOn.map(withoutKeys));
}

/** Whether every value it receives is known, except those that are passwords by name. */
function areAllValuesReadable({ variables, secretVolumes }: Service): boolean {
  const isRead = ({ secret, secretValue }: Pick<Variable, "secret" | "secretValue">) =>
    secret === undefined || typeof secretValue === "string";
  const isKnown = (one: Variable) => !(one.value instanceof Unresolved) && (isRead(one) || isPassword(one));
  return secretVolumes.every(isRead) && variables.every(isKnown);
}

function isPassword(variable: Variable): boolean {
  return !isRedisAddress(variable) && (isSecretName(variable.name) || /(AUTH|KEY)$/i.test(variable.name));
}

/** The caches whose addresses it holds; undefined where a value is unknown or an address belongs to no cache. */
function heldCaches(service: Service, topology: Topology): Set<Cache> | undefined {
  if (!areAllValuesReadable(service) || literalTargets(service, topology).unowned.length > 0) return undefined;
  const { variables, secretVolumes, arguments: words } = service;
  const values = [
    ...variables.map(({ value, secretValue }) => value ?? secretValue),
    ...secretVolumes.map(({ secretValue }) => secretValue),
    ...words.map(({ value }) => value),
  ];
  const hosts = new Set(values.flatMap((value) => (typeof value === "string" ? (endpointOf(value).host ?? []) : [])));
  return new Set([...hosts].flatMap((host) => ownersOf(host, service, topology)));
}

/** It depends on the cache only through another service, and its own variables name no Redis. */
function isThroughAnother(service: Service, cache: Cache, { services }: Topology): boolean {
  const recorded = recordedBy(service);
  const address = withoutKeys(cache.address);
  const saysRedis = service.variables.some(isRedisAddress);
  return (
    !saysRedis &&
    services.some(
      (other) => other !== service && recorded.has(withoutKeys(other.address)) && recordedBy(other).has(address),
    )
  );
}

/** Of several instances of one resource, those in the service's own module instance, if there are any. */
function isOfNearest(service: Service, caches: readonly Cache[]): (cache: Cache) => boolean {
  const here = modulePrefix(service.address);
  return (cache) => {
    const twins = caches.filter(({ address }) => withoutKeys(address) === withoutKeys(cache.address));
    const near = twins.filter(({ address }) => modulePrefix(address) === here);
    return near.length === 0 || near.includes(cache);
  };
}

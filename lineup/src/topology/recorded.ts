import { isSecretName } from "../../../facts/secret-names";
import { endpointOf, isRedisAddress } from "../endpoint";
import type { Resource } from "../inputs/model";
import { once } from "../once";
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
  return caches.filter(isThroughNoOther(service, topology)).filter(isOfNearest(service, caches));
}

/**
 * A plan lists every instance where an expression names one by its key. Where all values are known, those whose
 * addresses the service holds are the ones.
 */
export function withoutUnheldTwins(service: Service, caches: readonly Cache[], topology: Topology): Cache[] {
  const resources = new Set(caches.map(({ address }) => withoutKeys(address)));
  if (resources.size === caches.length) return [...caches];
  const held = heldCaches(service, topology);
  const isHeld = (cache: Cache) => held?.has(cache) ?? false;
  const withHeld = new Set(caches.filter(isHeld).map(({ address }) => withoutKeys(address)));
  return caches.filter((cache) => isHeld(cache) || !withHeld.has(withoutKeys(cache.address)));
}

export function recordedBy({ resource }: Service): ReadonlySet<string> {
  return recordedDependencies(resource);
}

const recordedDependencies = once(
  ({ dependsOn }: Resource): ReadonlySet<string> => new Set(dependsOn.map(withoutKeys)),
);

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

/** Not those that it depends on only through another service, where its own variables name no Redis. */
function isThroughNoOther(service: Service, { services }: Topology): (cache: Cache) => boolean {
  if (service.variables.some(isRedisAddress)) return () => true;
  const recorded = recordedBy(service);
  const others = services.filter((other) => other !== service && recorded.has(withoutKeys(other.address)));
  const through = new Set(others.flatMap((other) => [...recordedBy(other)]));
  return ({ address }) => !through.has(withoutKeys(address));
}

/** Of several instances of one resource, those in the service's own module instance, if there are any. */
function isOfNearest(service: Service, caches: readonly Cache[]): (cache: Cache) => boolean {
  const here = modulePrefix(service.address);
  const isNear = ({ address }: Cache) => modulePrefix(address) === here;
  const withNear = new Set(caches.filter(isNear).map(({ address }) => withoutKeys(address)));
  return (cache) => !withNear.has(withoutKeys(cache.address)) || isNear(cache);
}

import { isSecretName } from "../../../facts/secret-names";
import { endpointOf, isRedisAddress } from "../endpoint";
import type { Resource } from "../inputs/model";
import { once } from "../once";
import { modulePrefix, Unresolved, withoutKeys } from "../values";
import { literalTargets, ownersOf } from "./literal";
import type { Service, Target, Topology, Variable } from "./model";

/**
 * The targets among the dependencies that a state recorded for a service. Terraform records addresses without keys, adds
 * indirect dependencies, and replaces them on a refresh. Where every value of the service is known, the addresses it
 * holds are more exact.
 */
export function recordedTargets(service: Service, topology: Topology): Target[] {
  if (topology.kind !== "state") return [];
  const recorded = recordedBy(service);
  const targets = topology.targets.filter(
    // That a database is depended on does not say that its address is read.
    ({ address, kind }) => kind.facts.isCache && recorded.has(withoutKeys(address)),
  );
  const held = heldTargets(service, topology);
  if (targets.length === 0 || !held) return targets;
  if (held.size > 0) return targets.filter((target) => held.has(target));
  return targets.filter(isThroughNoOther(service, topology)).filter(isOfNearest(service, targets));
}

/**
 * A plan lists every instance where an expression names one by its key. Where all values are known, those whose
 * addresses the service holds are the ones.
 */
export function withoutUnheldTwins(service: Service, targets: readonly Target[], topology: Topology): Target[] {
  const resources = new Set(targets.map(({ address }) => withoutKeys(address)));
  if (resources.size === targets.length) return [...targets];
  const held = heldTargets(service, topology);
  const isHeld = (target: Target) => held?.has(target) ?? false;
  const withHeld = new Set(targets.filter(isHeld).map(({ address }) => withoutKeys(address)));
  return targets.filter((target) => isHeld(target) || !withHeld.has(withoutKeys(target.address)));
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

/** The targets whose addresses it holds; undefined where a value is unknown or an address belongs to no target. */
function heldTargets(service: Service, topology: Topology): Set<Target> | undefined {
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

/**
 * Not those that it depends on only through another service or a secret, where its own variables name no Redis: the
 * secrets of one map depend on all that any of them holds.
 */
function isThroughNoOther({ resource, variables }: Service, topology: Topology): (target: Target) => boolean {
  if (variables.some(isRedisAddress)) return () => true;
  const recorded = recordedDependencies(resource);
  const services = topology.services.map((service) => service.resource).filter((other) => other !== resource);
  const secrets = topology.resources.filter(({ type }) => type === "google_secret_manager_secret");
  const others = [...services, ...secrets].filter(({ address }) => recorded.has(withoutKeys(address)));
  const through = new Set(others.flatMap((other) => [...recordedDependencies(other)]));
  return ({ address }) => !through.has(withoutKeys(address));
}

/** Of several instances of one resource, those in the service's own module instance, if there are any. */
function isOfNearest(service: Service, targets: readonly Target[]): (target: Target) => boolean {
  const here = modulePrefix(service.address);
  const isNear = ({ address }: Target) => modulePrefix(address) === here;
  const withNear = new Set(targets.filter(isNear).map(({ address }) => withoutKeys(address)));
  return (target) => !withNear.has(withoutKeys(target.address)) || isNear(target);
}

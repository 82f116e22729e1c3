import { endpointOf, isOfAnotherProvider, isRedisAddress } from "../endpoint";
import { addTo } from "../grouping";
import { once } from "../once";
import { Unresolved } from "../values";
import { networkOf } from "./attachment";
import { answerFor } from "./dns";
import type { OtherTarget, Service, Target, Topology, Variable } from "./model";
import { compareNetworks } from "./networks";
import { takenFor } from "./taken";
import { otherOwnerOf } from "./target-addresses";
import { targetsAt } from "./targets";

/** A variable that holds an address which belongs to no Redis of the input. */
export interface UnownedAddress {
  service: Service;
  unowned: Variable;
  host: string | undefined;
}

interface LiteralTargets {
  targets: Target[];
  others: OtherTarget[];
  unowned: UnownedAddress[];
}

/** Targets named by an address in text instead of a reference. */
export function literalTargets(service: Service, topology: Topology): LiteralTargets {
  const targets: Target[] = [];
  const others: OtherTarget[] = [];
  const unowned: UnownedAddress[] = [];
  for (const variable of service.variables) {
    const value = variable.value ?? variable.secretValue;
    const said = typeof value === "string" ? endpointOf(value).host : undefined;
    const other = otherOwnerOf(value instanceof Unresolved ? value : (said ?? ""), topology.otherTargets);
    if (other) others.push(other);
    if (other) continue;
    const host = addressBehind(said, service, topology) ?? said;
    const isNamed = isRedisAddress(variable);
    const isWholeList = variable.name === "";
    const taken = isWholeList ? undefined : takenFor(value, isNamed && !isOfAnotherProvider(variable.name), topology);
    const owners = taken ? [taken.target] : ownersOf(host, service, topology);
    if (!isNamed) {
      targets.push(...owners);
      continue;
    }
    if (owners.length > 0) targets.push(...owners);
    // A secret that the input does not hold may hold any address.
    else if (host !== undefined || value instanceof Unresolved || isUntold(variable))
      unowned.push({ service, unowned: variable, host });
  }
  // The name of a file says nothing about its purpose: only the address of a Redis in the input makes it a target.
  for (const { secretValue } of service.secretVolumes) {
    if (typeof secretValue === "string") targets.push(...ownersOf(endpointOf(secretValue).host, service, topology));
  }
  return { targets, others, unowned };
}

function isUntold({ value, secret, secretValue }: Variable): boolean {
  return value === undefined && secret !== undefined && typeof secretValue !== "string";
}

/** The address that a name resolves to, where a record of this input gives one. */
function addressBehind(host: string | undefined, service: Service, topology: Topology): string | undefined {
  const value = host === undefined ? undefined : answerFor(host, service, topology)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Separate networks may use the same address: then the Redis in the service's own network is meant. */
export function ownersOf(host: string | undefined, service: Service, topology: Topology): Target[] {
  if (host === undefined) return [];
  const behind = answerFor(host, service, topology)?.value;
  const [name, reference] = [behind ?? host, behind instanceof Unresolved ? behind.soleReference : undefined];
  const holders = typeof name === "string" ? (targetsByAddress(topology).get(name) ?? []) : [];
  const named = reference ? targetsAt(topology, reference.address) : [];
  const all = [...new Set([...holders, ...named])].filter(
    (target) => target.resource.mode === "managed" || !managedTwin(target, topology),
  );
  if (all.length < 2) return all;
  const network = networkOf(service, topology);
  const near = all.filter((target) => network !== undefined && compareNetworks(target.network, network) === "same");
  return near.length > 0 ? near : all;
}

/** Whether an address is that of some Redis of the input. */
export function isAddressOfTarget(host: string, topology: Topology): boolean {
  return targetsByAddress(topology).has(host);
}

const targetsByAddress = once(({ targets }: Topology) => {
  const found = new Map<string, Target[]>();
  for (const target of targets) {
    for (const host of new Set([target.host, target.readEndpoint, ...target.alsoAt]))
      if (typeof host === "string") addTo(found, host, target);
  }
  return found;
});

/** The managed instance that a data source of this input looks up. */
export function managedTwin(target: Target, topology: Topology): Target | undefined {
  return typeof target.name === "string" ? managedByName(topology).get(typeAndName(target)) : undefined;
}

/** What two resources of one input have in common where one looks the other up. */
export function typeAndName({ resource, name }: Target): string {
  return `${resource.type} ${typeof name === "string" ? name : ""}`;
}

const managedByName = once(({ targets }: Topology) => {
  const found = new Map<string, Target>();
  for (const target of targets) {
    if (target.resource.mode !== "managed" || typeof target.name !== "string") continue;
    if (!found.has(typeAndName(target))) found.set(typeAndName(target), target);
  }
  return found;
});

import {
  answersNothing,
  isAddressAttribute,
  namesItsAddresses,
  readsNoAddress,
  saysWhatItIs,
} from "../../../facts/address-sources";
import { factsAt, isTargetAddress } from "../../../facts/targets";
import type { Resource } from "../inputs/model";
import { once } from "../once";
import { isFields, type Reference, Unresolved, unresolvedIn, type Value } from "../values";
import type { Target, Topology } from "./model";
import { get, knownText } from "./read";

// What a value may be that a plan does not know: only what is computed is unknown in a plan.

/** The only cache here whose address is not known yet, where nothing else here gets an address at the apply. */
export const onlySource = once((topology: Topology): Target | undefined => {
  const { targets, otherTargets } = topology;
  const isTwin = ({ address }: Target) =>
    targets.some((other) => other.address !== address && other.aliases.includes(address));
  const caches = targets.filter((target) => target.kind.facts.isCache && !isTwin(target));
  const [only, ...more] = caches;
  if (!only || more.length > 0 || otherTargets.length > 0 || typeof only.host === "string") return undefined;
  return otherSources(topology).some(({ address }) => !only.aliases.includes(address)) ? undefined : only;
});

/** What gives an address at the apply and is no database: nobody calls one a Redis. */
const otherSources = once(({ resources }: Topology): Resource[] => {
  const spokenFor = addressesOfProxies(resources);
  return resources.filter(
    (resource) =>
      factsAt(resource.address)?.isCache !== false && !spokenFor.has(resource.address) && mayGiveAddress(resource),
  );
});

/**
 * Whether a value may well be something that is no cache of this input: it refers to something else, or what it refers
 * to is not shown and something else is here.
 */
export function mayBeElsewhere(value: Value | undefined, topology: Topology): boolean {
  if (!(value instanceof Unresolved)) return false;
  const isElse = ({ address }: Reference) => {
    const resource = topology.finder.resource(address);
    return resource !== undefined && !isTargetAddress(address) && !answersNothing(resource.type);
  };
  if (value.references.some(isElse)) return true;
  if (!value.isHidden) return false;
  return otherSources(topology).some(({ address }) => !isTargetAddress(address));
}

/** Whether something of this resource is not known yet that may be the address of a cache. */
export function mayGiveAddress(resource: Resource): boolean {
  const { type, mode, values } = resource;
  // A data source that is read at the apply only: a secret, a file, another root's outputs.
  if (mode === "data") return !readsNoAddress(type) && unresolvedIn(values).length > 0;
  // Its output is not known before the apply even where it is given text that somebody wrote.
  if (type === "terraform_data") return typeof get(resource, "input") === "string";
  if (answersNothing(type)) return false;
  if (namesItsAddresses(type)) return hasOpen(values, isAddressAttribute);
  return type.startsWith("google_")
    ? Object.entries(values).some(([key, inner]) => !saysWhatItIs(key) && unresolvedIn(inner).length > 0)
    : unresolvedIn(values).length > 0;
}

function hasOpen(values: Value, isMeant: (attribute: string) => boolean): boolean {
  const pending: Value[] = [values];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const item of next) pending.push(item);
    if (!isFields(next)) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (isMeant(key) && unresolvedIn(inner).length > 0) return true;
      pending.push(inner);
    }
  }
  return false;
}

/**
 * Reserved addresses at which no cache can answer: a range for Google's services, what a NAT sends from, what a load
 * balancer for HTTP listens at; and that load balancer.
 */
function addressesOfProxies(resources: readonly Resource[]): Set<string> {
  const isRange = (one: Resource) =>
    one.type === "google_compute_global_address" && knownText(get(one, "purpose")) === "VPC_PEERING";
  const isHttp = ({ type, reads }: Resource) =>
    /^google_compute_(global_)?forwarding_rule$/.test(type) && reads.some(isHttpProxy);
  const proxies = resources.filter((one) => isHttp(one) || one.type === "google_compute_router_nat");
  const reserved = proxies.flatMap(({ reads }) =>
    reads.map(({ address }) => address).filter((address) => /google_compute_(global_)?address\./.test(address)),
  );
  return new Set([...reserved, ...[...proxies, ...resources.filter(isRange)].map(({ address }) => address)]);
}

function isHttpProxy({ address }: Reference): boolean {
  return /google_compute_(region_)?target_https?_proxy\./.test(address);
}

/** Whether a value of a plan is not known, and what is kept of its expression is at most what it refers to. */
export function isLost(value: Value | undefined): value is Unresolved {
  return value instanceof Unresolved && value.kept !== "expression" && value.parts === undefined;
}

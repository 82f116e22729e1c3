import { isCacheAddress, isTargetType, mayBeCalledBy } from "../../../facts/targets";
import { addTo, groupedBy } from "../grouping";
import { type Resource, UnusableInput } from "../inputs/model";
import { count } from "../text/words";
import { type Reference, Unresolved, withoutKey, withoutKeys } from "../values";
import { literalTargets, managedTwin, ownersOf, typeAndName, type UnownedAddress } from "./literal";
import type { OtherTarget, Service, Target, Topology, Variable } from "./model";
import { type NamedUse, usesOf } from "./other-callers";
import { recordedBy, recordedTargets, withoutUnheldTwins } from "./recorded";
import type { SecretVersions } from "./secrets";

/** A path that the input declares: a service, and what its configuration connects it to. */
export type Declared = { service: Service; target: Target } | { service: Service; other: OtherTarget } | UnownedAddress;

/** Resources that carry no values: reading one does not mean reading what it was made from. */
const NOT_CARRIERS =
  /^google_(cloud_run|cloudfunctions|compute|vpc_access|service_networking|project|service_account|network_connectivity|dns_(?!record_set))/;

/** Every caller may name every target, and each pair is traced. The largest projects known have a few thousand. */
export const MOST_PATHS = 20_000;

export function declaredPaths(topology: Topology): Declared[] {
  const graph = new ReadGraph(topology);
  const paths: Declared[] = [];
  for (const service of topology.services) {
    for (const path of pathsOf(service, topology, graph)) paths.push(path);
    if (paths.length > MOST_PATHS) throw tooMany(topology);
  }
  return paths;
}

function tooMany({ file, services, targets, otherTargets }: Topology): UnusableInput {
  const ends = `from ${count(services.length, "caller")} to ${count(targets.length + otherTargets.length, "target")}`;
  return new UnusableInput(
    `${file} is too large to judge: it declares more than ${MOST_PATHS} paths ${ends}. Judge its parts one by one`,
  );
}

function pathsOf(service: Service, topology: Topology, graph: ReadGraph): Declared[] {
  const read = graph.reachableFrom(service.resource, secretsOf(service));
  const recorded = new Set(recordedTargets(service, topology));
  const lookedUp = namesLookedUp(read, topology);
  const isLookedUp = (target: Target) => target.resource.mode === "managed" && lookedUp.has(typeAndName(target));
  const targets = withoutUnheldTwins(
    service,
    topology.targets.filter((target) => read.has(target.address) || recorded.has(target) || isLookedUp(target)),
    topology,
  );
  const dependencies = topology.kind === "state" ? recordedBy(service) : new Set<string>();
  const literal = literalTargets(service, topology);
  const others = topology.otherTargets.filter(
    (other) =>
      read.has(other.address) ||
      literal.others.includes(other) ||
      (isCacheAddress(other.address) && dependencies.has(withoutKeys(other.address))),
  );
  const isUntold = others.every(({ address }) => !isCacheAddress(address));
  const all = [
    ...new Set([
      ...targets.filter(
        (target) =>
          (target.resource.mode === "managed" || !managedTwin(target, topology)) && isMeant(target, service, topology),
      ),
      ...literal.targets,
    ]),
  ];
  // A database says nothing about the cache that a variable is named for.
  const hasCache = all.some(({ kind }) => kind.facts.isCache);
  return [
    ...all.map((target): Declared => ({ service, target })),
    ...others.map((other): Declared => ({ service, other })),
    // What is unknown may be the other cache that is read; what is written out is not.
    ...(hasCache ? [] : literal.unowned.filter(({ host }) => isUntold || host !== undefined)),
    ...(hasCache || !isUntold || literal.unowned.length > 0 ? [] : unreadVariables(service)),
  ];
}

/** A list of variables that is not resolved may hold anything, unless all that it refers to is known. */
function unreadVariables(service: Service): UnownedAddress[] {
  const isUnread = ({ name, value }: Variable) =>
    name === "" && value instanceof Unresolved && (value.references.length === 0 || value.isHidden);
  return service.variables
    .filter(isUnread)
    .slice(0, 1)
    .map((unowned) => ({ service, unowned, host: undefined }));
}

/** A live project keeps addresses only: of two Redis with one address, the one in the service's network is meant. */
function isMeant(target: Target, service: Service, topology: Topology): boolean {
  if (topology.kind !== "inventory" || typeof target.host !== "string") return true;
  return ownersOf(target.host, service, topology).includes(target);
}

/** What callers of kinds that are not judged read. */
export function namedUses(topology: Topology): NamedUse[] {
  if (topology.otherCallers.length === 0) return [];
  const graph = new ReadGraph(topology);
  return topology.otherCallers.flatMap((caller) => usesOf(caller, graph.reachableFrom(caller, []), topology));
}

/** The names of instances that it reads through data sources. */
function namesLookedUp(read: ReadonlySet<string>, { targets }: Topology): Set<string> {
  const lookUps = targets.filter(({ resource, address }) => resource.mode === "data" && read.has(address));
  return new Set(lookUps.map(typeAndName));
}

/** Which resources read attributes of which, through secrets and everything else that carries values. */
class ReadGraph {
  private readonly byAddress = new Map<string, Resource[]>();
  private readonly targets: ReadonlyMap<string, readonly Target[]>;
  private readonly secrets: SecretVersions;

  constructor({ resources, secrets, targets }: Topology) {
    this.secrets = secrets;
    this.targets = groupedBy(targets, ({ address }) => withoutKey(address));
    for (const resource of resources) {
      const plain = withoutKey(resource.address);
      addTo(this.byAddress, plain, resource);
      if (plain !== resource.address) addTo(this.byAddress, resource.address, resource);
    }
  }

  reachableFrom(caller: Resource, secrets: readonly string[]): Set<string> {
    const seen = new Set<string>();
    const expanded = new Set<string>();
    const pending = this.addressesOf(caller.reads);
    for (const secret of new Set(secrets)) {
      for (const { address } of this.secrets.named(secret)) pending.push(address);
    }
    for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
      if (seen.has(address)) continue;
      seen.add(address);
      for (const resource of this.byAddress.get(address) ?? []) {
        seen.add(resource.address);
        if (NOT_CARRIERS.test(resource.type) || isTargetType(resource.type)) continue;
        for (const address of this.addressesOf(resource.reads)) pending.push(address);
        // Secrets of one id share their versions.
        if (resource.type !== "google_secret_manager_secret") continue;
        for (const version of this.secrets.of(resource, expanded)) pending.push(version.address);
      }
    }
    return seen;
  }

  private addressesOf(reads: readonly Reference[]): string[] {
    return reads.filter((read) => mayBeCalledBy(read) && !this.isPublic(read)).map(({ address }) => address);
  }

  /** What has a public address alone is not called over the network; its private address is asked for in vain. */
  private isPublic({ address, attribute }: Reference): boolean {
    const found = this.targets.get(withoutKey(address)) ?? [];
    return found.length > 0 && found.every((one) => !one.networkIsSaid && one.unclear.test(attribute));
  }
}

function secretsOf(service: Service): string[] {
  const said = [...service.variables, ...service.secretVolumes].map(({ secret }) => secret);
  return said.filter((secret): secret is string => typeof secret === "string");
}

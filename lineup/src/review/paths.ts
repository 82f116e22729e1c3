import type { Path } from "../reachability/path";
import type { Cache, Service } from "../topology/model";
import { isKnown, type Value } from "../values";
import type { Question } from "../verify";
import type { Standing } from "./contract";
import type { World, Worlds } from "./worlds";

/** One path in both worlds, under its address of afterwards. */
export interface PathPair {
  from: string;
  to: string | null;
  previousFrom: string | undefined;
  previousTo: string | undefined;
  before: Path | undefined;
  after: Path | undefined;
  /** The service lives on and no longer reads where this Redis is. */
  dropped: boolean;
  /** Where it is dropped: the other Redis that the service reads from now on, and did not read before. */
  changedTo: string | undefined;
}

export function standing(path: Path | undefined): Standing {
  return path?.verdict ?? "absent";
}

/** Every path that one of the worlds declares, or the ones asked about. */
export function pathPairs(worlds: Worlds, { from, to }: Question): PathPair[] {
  const { before, after, renamed } = worlds;
  const asked = from !== undefined || to !== undefined;
  const pathsOf = ({ tracer }: World, inThisWorld: (address: string | undefined) => string | undefined) =>
    asked ? tracer.between(inThisWorld(from), inThisWorld(to)) : tracer.declared();
  const pairs = new Map<string, PathPair>();
  // Terraform moves before it plans: most often the world before has the new address already.
  const nameBefore = (address: string | undefined) => {
    const previous = address === undefined ? undefined : worlds.changeOf(address)?.previousAddress;
    const isThere = before.topology.resources.some((resource) => resource.address === address);
    return isThere ? address : (previous ?? address);
  };
  const key = keys();
  for (const path of pathsOf(before, nameBefore)) {
    const [newFrom, newTo] = [renamed(path.from), path.to === null ? null : renamed(path.to)];
    pairs.set(key("before", newFrom, newTo), {
      from: newFrom,
      to: newTo,
      previousFrom: worlds.changeOf(newFrom)?.previousAddress,
      previousTo: newTo === null ? undefined : worlds.changeOf(newTo)?.previousAddress,
      before: path,
      after: undefined,
      dropped: false,
      changedTo: undefined,
    });
  }
  for (const path of pathsOf(after, (address) => (address === undefined ? undefined : renamed(address)))) {
    const id = key("after", path.from, path.to);
    const known = pairs.get(id);
    if (known) known.after = path;
    else pairs.set(id, { ...NOTHING, from: path.from, to: path.to, after: path });
  }
  const found = [...pairs.values()];
  const declared = found.filter((pair) => pair.after !== undefined);
  return found.map((pair) => (pair.after === undefined ? withoutDeclaration(pair, declared, worlds) : pair));
}

const NOTHING = {
  previousFrom: undefined,
  previousTo: undefined,
  before: undefined,
  dropped: false,
  changedTo: undefined,
};

/** A service may hold several addresses that are nobody's: those are told apart by their number. */
function keys(): (world: string, from: string, to: string | null) => string {
  const seen = new Map<string, number>();
  return (world, from, to) => {
    if (to !== null) return JSON.stringify([from, to]);
    const number = (seen.get(`${world} ${from}`) ?? 0) + 1;
    seen.set(`${world} ${from}`, number);
    return JSON.stringify([from, null, number]);
  };
}

/**
 * Before, the path was declared; in the plan it is not. Where the service no longer holds the address of a Redis that
 * lives on, it was dropped. Where only the state said that they belong together, the plan has no word for it, and the
 * network is asked all the same.
 */
function withoutDeclaration(pair: PathPair, declared: readonly PathPair[], { before, after }: Worlds): PathPair {
  const service = after.topology.services.find(({ address }) => address === pair.from);
  const cache = after.topology.caches.find(({ address }) => address === pair.to);
  if (!service) return pair;
  const was = before.topology.services.find(({ address }) => address === pair.before?.from);
  const wasCache = before.topology.caches.find(({ address }) => address === pair.before?.to);
  if (was && wasCache && holdsAddressOf(was, wasCache)) {
    if (!cache || !holdsAddressOf(service, cache)) {
      const isNew = (other: PathPair) => other.from === pair.from && other.to !== null && !wasRead(other, was, before);
      return { ...pair, dropped: true, changedTo: declared.find(isNew)?.to ?? undefined };
    }
  }
  if (!cache) return pair;
  const [asked] = after.tracer.between(service.address, cache.address);
  return { ...pair, after: asked };
}

/** That a state has recorded a dependency is not enough: the service must have held its address, or have reached it. */
function wasRead({ before: path }: PathPair, service: Service, { topology }: World): boolean {
  if (path === undefined) return false;
  const cache = topology.caches.find(({ address }) => address === path.to);
  return path.verdict !== "unknown" || (cache !== undefined && holdsAddressOf(service, cache));
}

function holdsAddressOf({ variables }: Service, cache: Cache): boolean {
  const hosts = [cache.host, cache.readEndpoint].filter(
    (host): host is string => host !== undefined && isKnown(host) && host !== "",
  );
  const holds = (value: Value | undefined) => typeof value === "string" && hosts.some((host) => value.includes(host));
  return variables.some(({ value, secretValue }) => holds(value) || holds(secretValue));
}

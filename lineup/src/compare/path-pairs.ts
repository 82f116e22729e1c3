import type { Path } from "../reachability/path";
import { foldBy, isSameWay } from "../reachability/probed";
import type { Service, Target } from "../topology/model";
import { probedServices } from "../topology/probes";
import { isKnown, type Value } from "../values";
import type { Question } from "../verify";
import type { Snapshot, SnapshotPair } from "./snapshot";

/** One path in both snapshots, under its address of afterwards. */
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

/** The paths of both snapshots, and beside them those of probes that are in both the paths of their services. */
export interface PathPairs {
  pairs: PathPair[];
  probes: PathPair[];
}

/** Every path that one of the snapshots declares, or the ones asked about. */
export function pathPairs(comparison: SnapshotPair, { from, to }: Question): PathPairs {
  const { before, after } = comparison;
  const renamed = (address: string) => comparison.renamed(address);
  const asked = from !== undefined || to !== undefined;
  const pathsOf = ({ tracer }: Snapshot, addressIn: (address: string | undefined) => string | undefined) =>
    asked ? tracer.between(addressIn(from), addressIn(to)) : tracer.declared();
  const pairs = new Map<string, PathPair>();
  // Terraform moves before it plans: most often the snapshot before has the new address already.
  const nameBefore = (address: string | undefined) => {
    const previous = address === undefined ? undefined : comparison.changeOf(address)?.previousAddress;
    const isThere = before.topology.resources.some((resource) => resource.address === address);
    return isThere ? address : (previous ?? address);
  };
  const keyBefore = pathKeys();
  for (const path of pathsOf(before, nameBefore)) {
    const [newFrom, newTo] = [renamed(path.from), path.to === null ? null : renamed(path.to)];
    pairs.set(keyBefore({ from: newFrom, to: newTo }), {
      from: newFrom,
      to: newTo,
      previousFrom: comparison.changeOf(newFrom)?.previousAddress,
      previousTo: newTo === null ? undefined : comparison.changeOf(newTo)?.previousAddress,
      before: path,
      after: undefined,
      dropped: false,
      changedTo: undefined,
    });
  }
  const keyAfter = pathKeys();
  for (const path of pathsOf(after, (address) => (address === undefined ? undefined : renamed(address)))) {
    const id = keyAfter(path);
    const known = pairs.get(id);
    if (known) known.after = path;
    else pairs.set(id, { ...NOTHING, from: path.from, to: path.to, after: path });
  }
  const found = [...pairs.values()];
  const declared = found.filter((pair) => pair.after !== undefined);
  const all = found.map((pair) => (pair.after === undefined ? withoutDeclaration(pair, declared, comparison) : pair));
  return asked ? { pairs: all, probes: [] } : foldProbes(all, comparison);
}

/** A probe that is new, and is what its service was and stays, changes nothing either. */
function foldProbes(all: readonly PathPair[], comparison: SnapshotPair): PathPairs {
  const { before, after } = comparison;
  const was = [...probedServices(before.topology)].map(
    ([probe, service]) => [comparison.renamed(probe), comparison.renamed(service)] as const,
  );
  const probed = new Map([...was, ...probedServices(after.topology)]);
  const { listed, folded } = foldBy(all, probed, isSamePair);
  return { pairs: listed, probes: folded };
}

function isSamePair(probe: PathPair, service: PathPair): boolean {
  const isSame = (one: Path | undefined, other: Path | undefined) =>
    one === undefined || other === undefined ? one === other : isSameWay(one, other);
  const isNew = probe.before === undefined && probe.after !== undefined;
  return (
    isSame(probe.after, service.after) &&
    (isNew || isSame(probe.before, service.before)) &&
    probe.dropped === service.dropped &&
    probe.changedTo === service.changedTo
  );
}

const NOTHING = {
  previousFrom: undefined,
  previousTo: undefined,
  before: undefined,
  dropped: false,
  changedTo: undefined,
};

/**
 * Names each path of one snapshot so that the same path has the same name in another one. A service may hold several
 * addresses that belong to no Redis: those are numbered.
 */
export function pathKeys(): (path: Pick<Path, "from" | "to">) => string {
  const counts = new Map<string, number>();
  return ({ from, to }) => {
    const key = JSON.stringify([from, to]);
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    return number === 1 ? key : `${key} ${number}`;
  };
}

/**
 * Before, the path was declared; in the plan it is not. Where the service no longer holds the address of a Redis that
 * lives on, it was dropped. Where only the state said that they belong together, the plan has no word for it, and the
 * network is asked all the same.
 */
function withoutDeclaration(pair: PathPair, declared: readonly PathPair[], { before, after }: SnapshotPair): PathPair {
  const service = after.services.get(pair.from);
  const target = pair.to === null ? undefined : after.targets.get(pair.to);
  if (!service) return pair;
  const was = before.services.get(pair.before?.from ?? "");
  const wasTarget = before.targets.get(pair.before?.to ?? "");
  if (was && wasTarget && holdsAddressOf(was, wasTarget)) {
    if (!target || !holdsAddressOf(service, target)) {
      const isNew = (other: PathPair) => other.from === pair.from && other.to !== null && !wasRead(other, was, before);
      return { ...pair, dropped: true, changedTo: declared.find(isNew)?.to ?? undefined };
    }
  }
  if (!target) return pair;
  const [asked] = after.tracer.between(service.address, target.address);
  return { ...pair, after: asked };
}

/** That a state has recorded a dependency is not enough: the service must have held its address, or have reached it. */
function wasRead({ before: path }: PathPair, service: Service, { targets }: Snapshot): boolean {
  if (path === undefined) return false;
  const target = targets.get(path.to ?? "");
  return path.verdict !== "unknown" || (target !== undefined && holdsAddressOf(service, target));
}

function holdsAddressOf({ variables }: Service, target: Target): boolean {
  const hosts = [target.host, target.readEndpoint].filter(
    (host): host is string => host !== undefined && isKnown(host) && host !== "",
  );
  const holds = (value: Value | undefined) => typeof value === "string" && hosts.some((host) => value.includes(host));
  return variables.some(({ value, secretValue }) => holds(value) || holds(secretValue));
}

import { groupedBy } from "../grouping";
import type { Topology } from "../topology/model";
import { probedServices } from "../topology/probes";
import type { Cause, Path, PathCause } from "./path";

/** Paths, and beside them those of probes that are the paths of the services which they stand for. */
export interface Folded {
  paths: Path[];
  probes: Path[];
}

/**
 * A probe stands where its service stands, so its path is not listed beside the service's where nothing about it differs.
 * Where anything does, it is a path like any other.
 */
export function foldProbes(paths: readonly Path[], topology: Topology): Folded {
  const { listed, folded } = foldBy(paths, probedServices(topology), isSameWay);
  return { paths: listed, probes: folded };
}

/** What is to be listed, and what of the probes is the same as something of the services which they stand for. */
export function foldBy<One extends { from: string }>(
  all: readonly One[],
  probed: ReadonlyMap<string, string>,
  isSame: (probe: One, service: One) => boolean,
): { listed: One[]; folded: One[] } {
  if (probed.size === 0) return { listed: [...all], folded: [] };
  const byCaller = groupedBy(all, ({ from }) => from);
  const isFolded = (one: One) => {
    const service = probed.get(one.from);
    return service !== undefined && (byCaller.get(service) ?? []).some((other) => isSame(one, other));
  };
  return { listed: all.filter((one) => !isFolded(one)), folded: all.filter(isFolded) };
}

/** Whether two callers' paths lead over the same stations to the same end, for the same reasons. */
export function isSameWay(path: Path, other: Path): boolean {
  return sayable(path, path.from, other.from) === sayable(other, other.from, other.from);
}

/** Whether the same is found of two callers. */
export function areSameCauses(causes: readonly Cause[], from: string, others: readonly Cause[], to: string): boolean {
  const said = (list: readonly Cause[], own: string) => JSON.stringify(list.map((cause) => ofCaller(cause, own, to)));
  return said(causes, from) === said(others, to);
}

/** All that a report says of a path, as if its caller were this one. */
function sayable(path: Path, from: string, caller: string): string {
  const { to, port, verdict, steps, causes, undecided, assumptions, reliesOn, decidedBy } = path;
  const renamed = (text: string) => text.replaceAll(from, caller);
  const all = (list: readonly PathCause[]) => list.map((cause) => ofCaller(cause, from, caller));
  return JSON.stringify([
    to,
    port,
    verdict,
    steps.filter(({ kind }) => kind !== "start").map((step) => ({ ...step, address: renamed(step.address) })),
    all(causes),
    all(undecided),
    assumptions.map(renamed),
    reliesOn.map(renamed),
    decidedBy,
  ]);
}

/** The template of a job's task is one level deeper than that of a service. */
function ofCaller<C extends Cause>(cause: C, from: string, caller: string): C {
  if (cause.address !== from) return { ...cause, message: cause.message.replaceAll(from, caller) };
  const attribute = cause.attribute.replace(/^template\.template\./, "template.");
  return { ...cause, address: caller, attribute, message: cause.message.replaceAll(from, caller) };
}

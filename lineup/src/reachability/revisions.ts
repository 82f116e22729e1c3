import { groupedBy } from "../grouping";
import type { Service } from "../topology/model";
import type { Path, PathCause, PathVerdict } from "./path";

// A service whose requests go to several revisions reaches a target only where each of them does.

/** A path of one revision: what is found on it is found there. */
export function ofRevision(path: Path, { revision, address }: Service): Path {
  if (revision === undefined) return path;
  const here = (cause: PathCause) =>
    cause.address === address ? { ...cause, message: `its revision ${revision}: ${cause.message}` } : cause;
  return { ...path, causes: path.causes.map(here), undecided: path.undecided.map(here) };
}

/** Several revisions' paths between the same two ends are one path, as bad as the worst of them. */
export function overRevisions(paths: readonly Path[], services: readonly Service[]): readonly Path[] {
  if (services.every(({ serving }) => serving === undefined)) return paths;
  const byEnds = groupedBy(paths, ({ from, to }) => JSON.stringify([from, to]));
  return [...byEnds.values()].flatMap((group) => {
    const [first, ...others] = group;
    // What leads nowhere is listed for each variable.
    if (!first || others.length === 0 || first.to === null) return group;
    return [together(first, group)];
  });
}

const WORST: readonly PathVerdict[] = ["blocked", "unknown", "reachable"];

function together(first: Path, group: readonly Path[]): Path {
  const worst = WORST.find((verdict) => group.some((path) => path.verdict === verdict)) ?? "unknown";
  const shown = group.find(({ verdict }) => verdict === worst) ?? first;
  const as = (verdict: PathVerdict) => group.filter((path) => path.verdict === verdict);
  const isBlocked = worst === "blocked";
  return {
    ...shown,
    port: group.every(({ port }) => port === first.port) ? first.port : null,
    causes: distinct(as(worst).flatMap(({ causes }) => causes)),
    undecided: isBlocked
      ? distinct([...group.flatMap(({ undecided }) => undecided), ...as("unknown").flatMap(({ causes }) => causes)])
      : [],
    assumptions: isBlocked ? [] : [...new Set(group.flatMap(({ assumptions }) => assumptions))],
    reliesOn: isBlocked ? [] : [...new Set(group.flatMap(({ reliesOn }) => reliesOn))],
    decidedBy: [...new Set(group.flatMap(({ decidedBy }) => decidedBy))],
  };
}

function distinct(causes: readonly PathCause[]): PathCause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}

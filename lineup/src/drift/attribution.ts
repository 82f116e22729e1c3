import type { Model } from "../inputs/model";
import type { Question } from "../verify";
import { type DriftDifference, withOnly, withoutOnly } from "./drift-difference";
import { keyOf, type Traced, traceAgainst, type Written } from "./traced-paths";

interface Worlds {
  reference: Written;
  written: Model;
  now: Model;
  paths: readonly Traced[];
  question: Question;
  /** The written world with what nobody manages: what is cut there is not cut by anything that drifted. */
  withUnmanaged?: Model | undefined;
}

/** Each trial traces a world; with more suspects than this, all of them are held responsible. */
const MOST_TRIALS = 100;

/**
 * Which differences cut which paths, found by making each of them alone and by undoing each of them alone. Where
 * neither tells, because several only cut it together, every suspect is held responsible: none is called harmless.
 */
export function responsibleFor(found: readonly DriftDifference[], worlds: Worlds): Map<DriftDifference, Traced> {
  const whole = new Set(worlds.reference.judged.paths.filter(({ verdict }) => verdict !== "blocked").map(keyOf));
  const cut = worlds.paths.filter((path) => path.verdict === "blocked" && isWorse(path, worlds, whole));
  const guilty = new Map<DriftDifference, Traced>();
  if (cut.length === 0) return guilty;
  const near = nearby(cut, worlds);
  const suspects = found.filter(({ address }) => near.has(address));
  for (const suspect of suspects.length > MOST_TRIALS ? [] : suspects) {
    const path = cutBy(suspect, cut, worlds) ?? mendedWithout(suspect, cut, worlds);
    if (path) guilty.set(suspect, path);
  }
  const explained = new Set(guilty.values());
  const others = worlds.withUnmanaged ? blockedIn(worlds.withUnmanaged, worlds) : new Set<string>();
  const open = cut.filter((path) => !explained.has(path) && guilty.size === 0 && !others.has(keyOf(path)));
  for (const path of open) for (const suspect of suspects) if (!guilty.has(suspect)) guilty.set(suspect, path);
  return guilty;
}

/** Blocked now and not so in the written world, whether it was declared there or not. */
function isWorse(path: Traced, { reference }: Worlds, whole: ReadonlySet<string>): boolean {
  return whole.has(keyOf(path)) || !reference.judged.paths.some((was) => keyOf(was) === keyOf(path));
}

/** What the cut paths stood on, and what cuts them. */
function nearby(cut: readonly Traced[], { reference }: Worlds): Set<string> {
  const keys = new Set(cut.map(keyOf));
  const stood = reference.judged.paths
    .filter((path) => keys.has(keyOf(path)))
    .flatMap((path) => [...(reference.foundations.get(path) ?? []), ...path.decidedBy]);
  return new Set([...stood, ...cut.flatMap(({ from, causes }) => [from, ...causes.map(({ address }) => address)])]);
}

function cutBy(suspect: DriftDifference, cut: readonly Traced[], worlds: Worlds): Traced | undefined {
  const blocked = blockedIn(withOnly(worlds.written, suspect), worlds);
  return cut.find((path) => blocked.has(keyOf(path)));
}

function mendedWithout(suspect: DriftDifference, cut: readonly Traced[], worlds: Worlds): Traced | undefined {
  const blocked = blockedIn(withoutOnly(worlds.now, worlds.written, suspect), worlds);
  return cut.find((path) => !blocked.has(keyOf(path)));
}

function blockedIn(world: Model, { reference, question }: Worlds): Set<string> {
  const { paths } = traceAgainst(reference, world, question);
  return new Set(paths.filter(({ verdict }) => verdict === "blocked").map(keyOf));
}

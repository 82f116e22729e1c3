import type { Model } from "../inputs/model";
import { type DriftDifference, withOnly, withoutOnly } from "./drift-difference";
import type { DriftSituation } from "./situation";
import { keyOf, type Traced, traceAgainst } from "./traced-paths";

/** Each trial traces a snapshot; with more suspects than this, all of them are held responsible. */
const MOST_TRIALS = 100;

/**
 * Which differences block which paths, found by making each of them alone and by undoing each of them alone. Where
 * neither shows it, because only several together block the path, every suspect is responsible: none is called harmless.
 */
export function responsibleFor(
  found: readonly DriftDifference[],
  situation: DriftSituation,
): Map<DriftDifference, Traced> {
  const whole = new Set(situation.reference.judged.paths.filter(({ verdict }) => verdict !== "blocked").map(keyOf));
  const cut = situation.paths.filter((path) => path.verdict === "blocked" && isWorse(path, situation, whole));
  const responsible = new Map<DriftDifference, Traced>();
  if (cut.length === 0) return responsible;
  const near = nearby(cut, situation);
  const suspects = found.filter(({ address }) => near.has(address));
  for (const suspect of suspects.length > MOST_TRIALS ? [] : suspects) {
    const path = cutBy(suspect, cut, situation) ?? openWithout(suspect, cut, situation);
    if (path) responsible.set(suspect, path);
  }
  const explained = new Set(responsible.values());
  const others = situation.withUnmanaged ? blockedIn(situation.withUnmanaged, situation) : new Set<string>();
  const open = cut.filter((path) => !explained.has(path) && responsible.size === 0 && !others.has(keyOf(path)));
  for (const path of open)
    for (const suspect of suspects) if (!responsible.has(suspect)) responsible.set(suspect, path);
  return responsible;
}

/** Blocked now and not so as written, whether it was declared there or not. */
function isWorse(path: Traced, { reference }: DriftSituation, whole: ReadonlySet<string>): boolean {
  return whole.has(keyOf(path)) || !reference.judged.paths.some((was) => keyOf(was) === keyOf(path));
}

/** What the blocked paths stood on, and what blocks them. */
function nearby(cut: readonly Traced[], { reference }: DriftSituation): Set<string> {
  const keys = new Set(cut.map(keyOf));
  const stood = reference.judged.paths
    .filter((path) => keys.has(keyOf(path)))
    .flatMap((path) => [...(reference.foundations.get(path) ?? []), ...path.decidedBy]);
  return new Set([...stood, ...cut.flatMap(({ from, causes }) => [from, ...causes.map(({ address }) => address)])]);
}

function cutBy(suspect: DriftDifference, cut: readonly Traced[], situation: DriftSituation): Traced | undefined {
  const blocked = blockedIn(withOnly(situation.written, suspect), situation);
  return cut.find((path) => blocked.has(keyOf(path)));
}

function openWithout(suspect: DriftDifference, cut: readonly Traced[], situation: DriftSituation): Traced | undefined {
  const blocked = blockedIn(withoutOnly(situation.now, situation.written, suspect), situation);
  return cut.find((path) => !blocked.has(keyOf(path)));
}

function blockedIn(model: Model, { reference, question }: DriftSituation): Set<string> {
  const { paths } = traceAgainst(reference, model, question);
  return new Set(paths.filter(({ verdict }) => verdict === "blocked").map(keyOf));
}

import type { Evidence } from "../diagnose/contract";
import { LOGS } from "../diagnose/rank/rank";

/** Of each kind; the JSON has all. */
const SHOWN = 3;

/**
 * What of the evidence is read at three in the morning: what was found, who changed what, and what the logs say; of each
 * the first, and of changes and lines the newest. How many are left out is counted.
 */
export function telling(evidence: readonly Evidence[]): { shown: Evidence[]; more: number } {
  const lines = evidence.filter(({ from }) => from === LOGS);
  const others = evidence.filter(({ from }) => from !== LOGS);
  const shown = [
    ...others.filter(({ when }) => when === undefined).slice(0, SHOWN),
    ...newestFirst(others).slice(0, SHOWN),
    ...newestFirst(lines).slice(0, SHOWN),
  ];
  return { shown, more: evidence.length - shown.length };
}

function newestFirst(evidence: readonly Evidence[]): Evidence[] {
  return evidence
    .filter(({ when }) => when !== undefined)
    .sort((one, other) => Date.parse(other.when ?? "") - Date.parse(one.when ?? ""));
}

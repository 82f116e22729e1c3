import type { Evidence } from "../contract";
import type { Clue } from "../part";

/**
 * What a log shows may be over: somebody has changed something since its last line. Where the probe of each service that
 * it hits has reached Redis now, it is. Where nobody asked, it stands, and how to know is said. Without a change it stands
 * in any case: a service may be silent for a while, and be broken.
 */
export function withoutWhatIsOver(
  clues: readonly Clue[],
  changes: readonly Evidence[],
  reached: ReadonlySet<string>,
): Clue[] {
  const changed = changes.flatMap(({ when }) => (when === undefined ? [] : when)).sort();
  const newest = changed.at(-1) ?? "";
  return clues.flatMap((clue) => {
    const { lastSeen, services } = clue;
    if (lastSeen === undefined || newest <= lastSeen) return [clue];
    if (services.length > 0 && services.every((service) => reached.has(service))) return [];
    return [
      { ...clue, message: `${clue.message}; something was changed since, ${newest}: --probe asks whether it is over` },
    ];
  });
}

import { expectedBeside } from "../lineup/src/expected";
import { endOfPin, pinnedServices } from "../lineup/src/expected/pins";
import { isAskedByLineup } from "./gated";
import type { Inspection } from "./synthesize";

/**
 * A pin that has ended is said at each synthesis, because what is written then is no rollback any more; and before it
 * ends, while there is time. It stops nothing: on that day nobody may be there to read why.
 */
export function pinsEnd(today: string): Inspection {
  return (_stack, folder) => {
    const expected = expectedBeside(folder);
    if (expected === undefined || isAskedByLineup()) return;
    for (const one of pinnedServices(expected)) {
      const end = endOfPin(one, today);
      if (!end) continue;
      process.stderr.write(`${end.hasEnded ? "THE PIN HAS ENDED: " : ""}${end.message} - ${end.fix}\n`);
    }
  };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wrongWatching } from "../watch/check";
import { isAskedByLineup } from "./asked";
import type { Inspection } from "./synthesize";

/** What would ship watches nothing somewhere. The message is the list. */
export class WatchesNothing extends Error {}

/**
 * An alert on a filter that matches nothing is green for ever, and no deploy says so: each filter, each aggregation and
 * each name is judged before anything is written. It opens with the gate, as loudly.
 */
export const watched: Inspection = (stack, folder) => {
  if (isAskedByLineup()) return;
  if (process.env.LINEUP_GATE === "off") {
    process.stderr.write(`LINEUP_GATE=off: whether the alerts of ${stack} watch anything was NOT checked\n`);
    return;
  }
  const wrong = wrongWatching(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
  if (wrong.length === 0) return;
  const list = wrong.map((one) => `  ${one}`).join("\n");
  throw new WatchesNothing(
    `the alerts or the dashboard of ${stack} name what does not exist, or cannot open:\n${list}\n` +
      "Nothing was written. To deploy all the same: LINEUP_GATE=off",
  );
};

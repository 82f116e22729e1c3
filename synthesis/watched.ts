import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wrongWatching } from "../watch/check";
import { gated, WAY_OUT } from "./gated";

/** What would ship watches nothing somewhere. The message is the list. */
export class WatchesNothing extends Error {}

/**
 * An alert on a filter that matches nothing is green for ever, and no deploy says so: each filter, each aggregation and
 * each name is judged before anything is written. It opens with the gate, as loudly.
 */
export const watched = gated(
  (stack) => `the alerts of ${stack} watch anything`,
  (stack, folder) => {
    const wrong = wrongWatching(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
    if (wrong.length === 0) return;
    const list = wrong.map((one) => `  ${one}`).join("\n");
    throw new WatchesNothing(
      `the alerts or the dashboard of ${stack} name what does not exist, or cannot open:\n${list}\n${WAY_OUT}`,
    );
  },
);

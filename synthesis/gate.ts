import { join } from "node:path";
import { readFile } from "../lineup/src/inputs/read";
import { assemble } from "../lineup/src/report/assemble";
import { ofVerify } from "../lineup/src/report/of-verify";
import { renderText } from "../lineup/src/report/renderers/text";
import { sourcesBeside } from "../lineup/src/sources";
import { terminalOf } from "../lineup/src/terminal";
import { judge } from "../lineup/src/verify";
import { gated, WAY_OUT } from "./gated";

/** What was synthesized cuts a service off from its Redis. The message is the report. */
export class GateClosed extends Error {
  readonly exitCode = 1;
}

/**
 * The gate nobody can walk around: cdktf plan and cdktf deploy synthesize first, and a synthesis that cuts a declared
 * path fails. LINEUP_GATE=off opens it, loudly: for the day on which the gate is wrong and the deploy cannot wait.
 */
export const gate = gated(
  (stack) => `the services of ${stack} reach their Redis`,
  (stack, folder) => {
    const judged = judge({ ...readFile(join(folder, "cdk.tf.json")), file: stack });
    if (judged.verdict !== "blocked") return;
    const report = assemble([{ judged, sourceOf: sourcesBeside(folder) }], { houseRules: true });
    const text = renderText(ofVerify(report), {
      ...terminalOf(process.stderr, process.env),
      quiet: true,
    });
    throw new GateClosed(`${text}\n${WAY_OUT}`);
  },
);

import { tmpdir } from "node:os";
import { basename, dirname } from "node:path";
import type { Inspection } from "./synthesize";

/** Part of the gate: not asked where lineup judges itself, and skipped loudly where LINEUP_GATE=off opens it. */
export function gated(whether: (stack: string) => string, inspection: Inspection): Inspection {
  return (stack, folder) => {
    if (isAskedByLineup()) return;
    if (process.env.LINEUP_GATE === "off") {
      process.stderr.write(`LINEUP_GATE=off: whether ${whether(stack)} was NOT checked\n`);
      return;
    }
    inspection(stack, folder);
  };
}

/** Below whatever has closed the gate. */
export const WAY_OUT = "Nothing was written. To deploy all the same: LINEUP_GATE=off";

/** Whether lineup itself has asked for this synthesis into a folder of its own, and judges it. Set by hand it is not so. */
export function isAskedByLineup(): boolean {
  const { LINEUP_IS_ASKING, CDKTF_OUTDIR } = process.env;
  return LINEUP_IS_ASKING !== undefined && LINEUP_IS_ASKING === CDKTF_OUTDIR && isTemporary(CDKTF_OUTDIR);
}

function isTemporary(outdir: string): boolean {
  return dirname(outdir) === tmpdir() && basename(outdir).startsWith("lineup-");
}

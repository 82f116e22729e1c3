import { tmpdir } from "node:os";
import { basename, dirname } from "node:path";

/** Whether lineup itself has asked for this synthesis into a folder of its own, and judges it. Set by hand it is not so. */
export function isAskedByLineup(): boolean {
  const { LINEUP_IS_ASKING, CDKTF_OUTDIR } = process.env;
  return LINEUP_IS_ASKING !== undefined && LINEUP_IS_ASKING === CDKTF_OUTDIR && isTemporary(CDKTF_OUTDIR);
}

function isTemporary(outdir: string): boolean {
  return dirname(outdir) === tmpdir() && basename(outdir).startsWith("lineup-");
}

import { spawnSync } from "node:child_process";
import { compared, type Usage } from "./measure";
import { least } from "./statistics";
import { type Row, ratios } from "./table";

/** What the loopback cloud costs when it holds much, as ratios to one that holds next to nothing. */
const RUNS = 5;
const [MANY, FEW] = [10_000, 10];
const GOALS = { time: 2, memory: 2 };

export function ofRehearsal(): Row[] {
  const both = compared(
    RUNS,
    least,
    () => cloudOf(MANY),
    () => cloudOf(FEW),
  );
  return ratios(`reading with ${MANY} resources / with ${FEW}`, both, GOALS);
}

/** In a process of its own, which says itself what reading took: filling it is not what is measured. */
function cloudOf(size: number): Usage {
  const args = ["--expose-gc", "build/run.js", "scripts/bench/cloud-of.ts", String(size)];
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`the cloud of ${size} failed with exit code ${status}`);
  return JSON.parse(stdout.toString("utf8"));
}

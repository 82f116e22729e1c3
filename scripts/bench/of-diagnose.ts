import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./live-cloud";
import { compared, LINEUP, measured } from "./measure";
import { least } from "./statistics";
import { type Row, ratios } from "./table";

/** What a diagnosis costs against the inventory that it begins with, both asked of the stand-in. */
const RUNS = 5;
const SIZE = { rules: 200, services: 20 };
const GOALS = { time: 5 };
/** Something is broken there: the services hold no address of its Redis. */
const ANSWERS = [0, 1, 3];
const PATIENCE = 60_000;

export function ofDiagnose(folder: string): Row[] {
  const file = join(folder, "cloud.json");
  const args = ["build/run.js", "scripts/bench/serve-cloud.ts", file, ...Object.values(SIZE).map(String)];
  const cloud = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  try {
    const env: NodeJS.ProcessEnv = JSON.parse(waitedFor(file));
    const asked = (command: string) => () => measured([LINEUP, command, "--project", project], env, ANSWERS);
    const both = compared(RUNS, least, asked("diagnose"), asked("inventory"));
    return ratios(`diagnosing ${SIZE.rules} rules and ${SIZE.services} services / of their inventory`, both, GOALS);
  } finally {
    cloud.kill();
  }
}

/** Nothing here is asynchronous: what is measured is run and waited for. */
function waitedFor(file: string): string {
  const until = Date.now() + PATIENCE;
  while (!existsSync(file)) {
    if (Date.now() > until) throw new Error(`the cloud has not begun to serve within ${PATIENCE / 1_000} s`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  return readFileSync(file, "utf8");
}

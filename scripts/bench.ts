import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnvironmentStack } from "../stacks/environment-stack";
import { synthesizeInto } from "../synthesis/synthesize";
import { environments } from "./bench/environments";
import { compared, measured } from "./bench/measure";
import { growthExponent, median } from "./bench/statistics";
import { judged, print, type Row, ratios } from "./bench/table";

/**
 * What synthesis costs, as ratios within one run: seconds say something about the machine, ratios about the program.
 */
const RUNS = 7;
const SIZES = [1, 10, 100];
const GOALS = { time: 1.5, memory: 1.5, growth: 1.15 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  print([...overLoading(), ...overSizes()]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Both environments in a fresh process, against a process that only loads the same modules. */
function overLoading(): Row[] {
  const run = (script: string) => () => measured(["build/run.js", script], { CDKTF_OUTDIR: join(folder, "out") });
  const both = compared(RUNS, median, run("main.ts"), run("scripts/bench/load-only.ts"));
  return ratios("a synthesis / of loading", both, GOALS);
}

/** Many environments in one process, warmed up: how the cost grows with their number. */
function overSizes(): Row[] {
  for (let run = 0; run < 5; run++) synthesisOf(10);
  const points = SIZES.map((size) => ({
    size,
    cost: median(Array.from({ length: Math.max(3, 20 / size) }, () => synthesisOf(size))),
  }));
  return [
    ...points.map(({ size, cost }) => ({
      text: [`${size} environment${size === 1 ? "" : "s"}`, `${(cost / size).toFixed(1)} ms each`],
    })),
    judged("growth with their number, exponent", growthExponent(points), GOALS.growth),
  ];
}

function synthesisOf(size: number): number {
  const all = environments(size);
  const started = performance.now();
  synthesizeInto(join(folder, `of-${size}`), (app) => {
    for (const environment of all) new EnvironmentStack(app, environment.name, environment);
  });
  return performance.now() - started;
}

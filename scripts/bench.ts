import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnvironmentStack } from "../stacks/environment-stack";
import { synthesizeInto } from "../synthesis/synthesize";
import { environments } from "./bench/environments";
import { growthExponent, median } from "./bench/statistics";
import type { Usage } from "./bench/usage";

/**
 * What synthesis costs, as ratios within one run: seconds say something about the machine, ratios about the program.
 * Exit 1 only where a goal is missed by far: a busy machine must not fail a build.
 */
const RUNS = 7;
const SIZES = [1, 10, 100];
const GOALS = { time: 1.5, memory: 1.5, growth: 1.15 };
const BY_FAR = 1.5;

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  const rows = [...overLoading(), ...overSizes()];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row.text[column]?.length ?? 0)));
  for (const { text } of rows) console.log(text.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  if (rows.some(({ far }) => far)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Row {
  text: string[];
  far?: boolean;
}

/** Both environments in a fresh process, against a process that only loads the same modules. */
function overLoading(): Row[] {
  const synths: Usage[] = [];
  const loads: Usage[] = [];
  for (let run = 0; run < RUNS; run++) {
    // Interleaved, so that whatever else the machine does weighs on both.
    synths.push(measured("main.ts"));
    loads.push(measured("scripts/bench/load-only.ts"));
  }
  const of = (key: keyof Usage, usages: Usage[]) => median(usages.map((usage) => usage[key]));
  const [time, base] = [of("milliseconds", synths), of("milliseconds", loads)];
  const [memory, baseMemory] = [of("kilobytes", synths) / 1024, of("kilobytes", loads) / 1024];
  return [
    judged("time of a synthesis / of loading", time / base, GOALS.time, `${time.toFixed()} / ${base.toFixed()} ms`),
    judged(
      "memory of a synthesis / of loading",
      memory / baseMemory,
      GOALS.memory,
      `${memory.toFixed()} / ${baseMemory.toFixed()} MB`,
    ),
  ];
}

function measured(script: string): Usage {
  const usage = join(folder, "usage.json");
  const env = { ...process.env, BENCH_USAGE: usage, CDKTF_OUTDIR: join(folder, "out") };
  const command = ["--import", "tsx", "--import", "./scripts/bench/usage.ts", script];
  const { status } = spawnSync(process.execPath, command, { env, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${script} failed with exit code ${status}, there is nothing to measure`);
  return JSON.parse(readFileSync(usage, "utf8"));
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

function judged(what: string, value: number, goal: number, from = ""): Row {
  const verdict = Number(value.toFixed(2)) <= goal ? "met" : value <= goal * BY_FAR ? "missed" : "missed by far";
  return { text: [what, value.toFixed(2), `(goal ${goal}) ${verdict}`, from], far: !(value <= goal * BY_FAR) };
}

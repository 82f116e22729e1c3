import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsOf } from "../lineup/findings";
import { readJson } from "../lineup/inputs/read";
import { judge } from "../lineup/verify";
import { largePlan } from "./bench/large-plan";
import { growthExponent, median } from "./bench/statistics";
import { judged, print, type Row } from "./bench/table";
import type { Usage } from "./bench/usage";

/** What lineup verify costs on a large plan, as ratios to a process that only parses it. */
const RUNS = 5;
const LARGE = { rules: 10_000, services: 200, caches: 20 };
const SIZES = [1_000, 10_000, 100_000];
const GOALS = { time: 3, memory: 4, growth: 1.15 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  print([...overParsing(), ...overSizes()]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The whole command, output included, in a fresh process. */
function overParsing(): Row[] {
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(largePlan(LARGE)));
  const verifies: Usage[] = [];
  const parses: Usage[] = [];
  for (let run = 0; run < RUNS; run++) {
    // Interleaved, so that whatever else the machine does weighs on both.
    verifies.push(measured("bin/lineup.js", "verify", plan, "--format", "json"));
    parses.push(measured("scripts/bench/parse-only.js", plan));
  }
  const of = (key: keyof Usage, usages: Usage[]) => median(usages.map((usage) => usage[key]));
  const [time, base] = [of("milliseconds", verifies), of("milliseconds", parses)];
  const [memory, baseMemory] = [of("kilobytes", verifies) / 1024, of("kilobytes", parses) / 1024];
  const megabytes = (value: number) => value.toFixed();
  return [
    judged("time of verifying / of parsing", time / base, GOALS.time, `${time.toFixed()} / ${base.toFixed()} ms`),
    judged(
      "memory of verifying / of parsing",
      memory / baseMemory,
      GOALS.memory,
      `${megabytes(memory)} / ${megabytes(baseMemory)} MB`,
    ),
  ];
}

function measured(...command: string[]): Usage {
  const usage = join(folder, "usage.json");
  const env = { ...process.env, BENCH_USAGE: usage };
  const measuring = ["--import", "./scripts/bench/usage.mjs", ...command];
  const { status } = spawnSync(process.execPath, measuring, { env, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${command[0]} failed with exit code ${status}, there is nothing to measure`);
  return JSON.parse(readFileSync(usage, "utf8"));
}

/** In one process, warmed up, from parsed JSON to findings: how the cost grows with the rules. */
function overSizes(): Row[] {
  for (let run = 0; run < 5; run++) judgingOf(SIZES[0] ?? 0);
  const points = SIZES.map((size) => ({
    size,
    cost: median(Array.from({ length: size < 100_000 ? 7 : 3 }, () => judgingOf(size))),
  }));
  return [
    ...points.map(({ size, cost }) => ({
      text: [`${size} rules`, `${((cost / size) * 1000).toFixed(1)} µs each`],
    })),
    judged("growth with their number, exponent", growthExponent(points), GOALS.growth),
  ];
}

function judgingOf(rules: number): number {
  const plan: unknown = largePlan({ ...LARGE, rules });
  const started = performance.now();
  const { verdict, ...rest } = judge(readJson(plan, `${rules} rules`));
  findingsOf(rest);
  const cost = performance.now() - started;
  if (verdict !== "reachable") throw new Error(`the plan of ${rules} rules is ${verdict}, not what is measured`);
  return cost;
}

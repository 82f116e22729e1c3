import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changedPlan } from "../lineup/src/changes/read";
import { review } from "../lineup/src/review/review";
import { largeChange } from "./bench/large-change";
import { compared, measured } from "./bench/measure";
import { growthExponent, least, median } from "./bench/statistics";
import { judged, print, type Row, ratios } from "./bench/table";

/** What lineup review costs on a plan with 5,000 changes, as ratios to a process that only parses it. */
const RUNS = 9;
const SIZES = [500, 5_000, 20_000];
const GOALS = { time: 3, memory: 4, growth: 1.2 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  print([
    ...overParsing("for the machines of others", false, GOALS),
    // The worst case: each firewall rule changes what the connector of the paths may send.
    ...overParsing("for the connector itself", true, { ...GOALS, time: 5 }),
    ...overSizes(),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The whole command, output included, in a fresh process. Its exit code is that of the verdict: safe. */
function overParsing(what: string, onPath: boolean, goals: typeof GOALS): Row[] {
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(largeChange(5_000, onPath)));
  const both = compared(
    RUNS,
    least,
    () => measured(["lineup/bin/lineup.js", "review", plan, "--format", "json"]),
    () => measured(["-e", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`]),
  );
  return ratios(`reviewing 5,000 rules ${what} / of parsing`, both, goals);
}

/** In one process, warmed up: how the cost grows with the changes, all of which concern the connector. */
function overSizes(): Row[] {
  for (let run = 0; run < 5; run++) reviewing(SIZES[0] ?? 0);
  const points = SIZES.map((size) => ({
    size,
    cost: median(Array.from({ length: size < 20_000 ? 5 : 3 }, () => reviewing(size))),
  }));
  return [
    ...points.map(({ size, cost }) => ({ text: [`${size} changes`, `${((cost / size) * 1000).toFixed(1)} µs each`] })),
    judged("growth with their number, exponent", growthExponent(points), GOALS.growth),
  ];
}

function reviewing(size: number): number {
  const plan: unknown = largeChange(size, true);
  const started = performance.now();
  const { report } = review(changedPlan(plan, `${size} changes`), {}, () => undefined);
  const cost = performance.now() - started;
  if (report.verdict !== "safe")
    throw new Error(`the plan of ${size} changes is ${report.verdict}, not what is measured`);
  return cost;
}

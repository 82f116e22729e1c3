import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../lineup/src/inputs/read";
import { findingsOf } from "../lineup/src/rules/findings";
import { judge } from "../lineup/src/verify";
import { writeHclRoot } from "./bench/hcl-root";
import { largePlan } from "./bench/large-plan";
import { compared, measured } from "./bench/measure";
import { growthExponent, least, median } from "./bench/statistics";
import { judged, print, type Row, ratios } from "./bench/table";

/** What lineup verify costs on a large plan, as ratios to a process that only parses it. */
const RUNS = 9;
const LARGE = { rules: 10_000, services: 200, caches: 20 };
const SIZES = [1_000, 10_000, 100_000];
const HCL_FILES = 200;
const HCL_RUNS = 5;
const GOALS = { time: 3, memory: 4, growth: 1.15 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));
try {
  print([...overParsing(), ...overHcl(), ...overSizes()]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The whole command, output included, in a fresh process. */
function overParsing(): Row[] {
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(largePlan(LARGE)));
  const both = compared(
    RUNS,
    // Of the two, verifying is disturbed more: its garbage is collected on every core there is.
    least,
    () => measured(["lineup/bin/lineup.js", "verify", plan, "--format", "json"]),
    () => measured(["-e", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`]),
  );
  return ratios("verifying / of parsing", both, GOALS);
}

/** A root of HCL, against the parser alone in a fresh process: what is added to reading it is judging it. */
function overHcl(): Row[] {
  const root = join(folder, "hcl");
  writeHclRoot(root, HCL_FILES);
  const both = compared(
    HCL_RUNS,
    least,
    () => measured(["lineup/bin/lineup.js", "diagram", root]),
    () => measured([join(__dirname, "bench/parse-hcl.js"), root]),
  );
  return ratios(`verifying ${HCL_FILES} files of HCL / of its parser`, both, GOALS);
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
  findingsOf(rest, { houseRules: true });
  const cost = performance.now() - started;
  if (verdict !== "reachable") throw new Error(`the plan of ${rules} rules is ${verdict}, not what is measured`);
  return cost;
}

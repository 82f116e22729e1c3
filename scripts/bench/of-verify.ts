import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../lineup/src/inputs/read";
import { findingsOf } from "../../lineup/src/rules/findings";
import { judge } from "../../lineup/src/verify";
import { growth } from "./growth";
import { writeHclRoot } from "./hcl-root";
import { largePlan } from "./large-plan";
import { compared, LINEUP, measured } from "./measure";
import { least } from "./statistics";
import { type Row, ratios } from "./table";

/** What lineup verify costs on a large plan, as ratios to a process that only parses it. */
const RUNS = 5;
const LARGE = { rules: 10_000, services: 200, caches: 20 };
const SIZES = [1_000, 10_000, 100_000];
const HCL_FILES = 200;
const HCL_RUNS = 5;
const GOALS = { time: 3, memory: 4, growth: 1.15 };

export function ofVerify(folder: string): Row[] {
  return [...overParsing(folder), ...overHcl(folder), ...overSizes()];
}

/** The whole command, output included, in a fresh process. */
function overParsing(folder: string): Row[] {
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(largePlan(LARGE)));
  const both = compared(
    RUNS,
    // Of the two, verifying is disturbed more: its garbage is collected on every core there is.
    least,
    () => measured([LINEUP, "verify", plan, "--format", "json"]),
    () => measured(["-e", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`]),
  );
  return ratios("verifying / of parsing", both, GOALS);
}

/** A root of HCL, against the parser alone in a fresh process: what is added to reading it is judging it. */
function overHcl(folder: string): Row[] {
  const root = join(folder, "hcl");
  writeHclRoot(root, HCL_FILES);
  const both = compared(
    HCL_RUNS,
    least,
    () => measured([LINEUP, "diagram", root]),
    () => measured([join(__dirname, "parse-hcl.js"), root]),
  );
  return ratios(`verifying ${HCL_FILES} files of HCL / of its parser`, both, GOALS);
}

/** From parsed JSON to findings: how the cost grows with the rules. */
function overSizes(): Row[] {
  const runs = (size: number) => (size < 100_000 ? 7 : 3);
  return growth({ of: "rules verified", sizes: SIZES, runs, cost: judgingOf, goal: GOALS.growth });
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

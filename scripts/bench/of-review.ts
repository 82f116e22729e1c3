import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { changedPlan } from "../../lineup/src/changes/read";
import { review } from "../../lineup/src/review/review";
import { growth } from "./growth";
import { largeChange } from "./large-change";
import { compared, LINEUP, measured } from "./measure";
import { least } from "./statistics";
import { type Row, ratios } from "./table";

/** What lineup review costs on a plan with 5,000 changes, as ratios to a process that only parses it. */
const RUNS = 5;
const SIZES = [500, 5_000, 20_000];
const GOALS = { time: 3, memory: 4, growth: 1.2 };

export function ofReview(folder: string): Row[] {
  return [
    ...overParsing(folder, "for the machines of others", false, GOALS),
    // The worst case: each firewall rule changes what the connector of the paths may send.
    ...overParsing(folder, "for the connector itself", true, { ...GOALS, time: 4 }),
    ...overSizes(),
  ];
}

/** The whole command, output included, in a fresh process. Its exit code is that of the verdict: safe. */
function overParsing(folder: string, what: string, onPath: boolean, goals: typeof GOALS): Row[] {
  const plan = join(folder, "plan.json");
  writeFileSync(plan, JSON.stringify(largeChange(5_000, onPath)));
  const both = compared(
    RUNS,
    least,
    () => measured([LINEUP, "review", plan, "--format", "json"]),
    () => measured(["-e", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`]),
  );
  return ratios(`reviewing 5,000 rules ${what} / of parsing`, both, goals);
}

/** How the cost grows with the changes, all of which concern the connector. */
function overSizes(): Row[] {
  const runs = (size: number) => (size < 20_000 ? 5 : 3);
  return growth({ of: "changes reviewed", sizes: SIZES, runs, cost: reviewing, goal: GOALS.growth });
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

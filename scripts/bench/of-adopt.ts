import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { readEnvironments } from "../../environments/environment";
import { staging } from "../../environments/staging";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { synthesizeInto } from "../../synthesis/synthesize";
import { compared, LINEUP, measured } from "./measure";
import { least } from "./statistics";
import { type Row, ratios } from "./table";

/** What lineup adopt costs over a project that holds much, as ratios to a process that only parses its inventory. */
const RUNS = 5;
const LARGE = { rules: 5_000, services: 200 };
const GOALS = { time: 3, memory: 4 };
/** It all fits; something has to change; something cannot be told. */
const ANSWERS = [0, 1, 3];

export function ofAdopt(folder: string): Row[] {
  const inventory = join(folder, "inventory.json");
  writeInventory(inventory);
  const [environment] = readEnvironments({ "environments/staging.ts": staging });
  if (!environment) throw new Error("staging is an environment");
  const { name } = environment;
  synthesizeInto(join(folder, "adopted"), (app) => {
    new EnvironmentStack(app, name, environment);
  });
  const stack = join(folder, "adopted/stacks", name);
  const both = compared(
    RUNS,
    least,
    () => measured([LINEUP, "adopt", stack, "--inventory", inventory, "--format", "json"], {}, ANSWERS),
    () => measured(["-e", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(inventory)}, "utf8"))`]),
  );
  return ratios(`adopting ${LARGE.rules} rules and ${LARGE.services} services / of parsing`, both, GOALS);
}

/** In a process of its own: a cloud is filled and read, which is not what is measured. */
function writeInventory(file: string): void {
  const args = ["build/run.js", "scripts/bench/live-project.ts", file, ...Object.values(LARGE).map(String)];
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`the inventory could not be written: exit code ${status}`);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import allowed from "../.ci/allowed-skips.json";
import { type CiStep, summarize } from "./summary";

/**
 * The end of .ci/run, whose FOLDER holds what it noted, a line each, parted by tabs: `steps` (outcome, name, reason),
 * `seconds` (name, how long it took), `missed` (goals that the bench missed); and `jest.json`, jest's own file.
 */
const [folder = ""] = process.argv.slice(2);

const noted = (name: string) => {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
};
const fields = (name: string) => noted(name).map((line) => line.split("\t"));

const steps = fields("steps").map(([outcome, name = "", reason]) => ({ outcome, name, reason }) as CiStep);
const seconds = new Map(fields("seconds").map(([name = "", value]) => [name, Number(value)]));
const resultsFile = join(folder, "jest.json");
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : undefined;

const { text, failed } = summarize({ steps, jest: results, allowed, seconds, missed: noted("missed") });
console.log(text);
if (failed > 0) process.exitCode = 1;

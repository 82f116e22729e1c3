import { existsSync, readFileSync } from "node:fs";
import allowed from "../.ci/allowed-skips.json";
import { type CiStep, summarize } from "./summary";

/** The end of .ci/run: STEPS holds a line for each step (outcome, name, reason, parted by tabs), RESULTS is jest's file. */
const [stepsFile = "", resultsFile = ""] = process.argv.slice(2);

const steps = readFileSync(stepsFile, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => {
    const [outcome, name = "", reason] = line.split("\t");
    return { outcome, name, reason } as CiStep;
  });
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : undefined;

const { text, failed } = summarize(steps, results, allowed);
console.log(text);
if (failed > 0) process.exitCode = 1;

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { code, prose } from "../../lineup/src/report/markdown-text";
import { asStep, environmentName, StepError } from "./entry";
import { type Kind, type Outcome, summarized } from "./outcome";

const LINEUP = join(__dirname, "../../bin/lineup.js");

/**
 * judge.ts review|drift ENVIRONMENT FOLDER PLAN [lineup's own options…]: runs lineup and leaves in FOLDER report.json,
 * report.md, report.sarif and outcome.json. Fails only where it cannot write: what lineup has found has to be shown
 * before it may end the job.
 */
export function judge([kind, name, folder, plan, ...options]: string[], lineup = LINEUP): string {
  if (kind !== "review" && kind !== "drift")
    throw new StepError(`judge.ts judges a review or a drift, got "${kind ?? ""}"`);
  if (!folder || !plan) throw new StepError("judge.ts takes KIND ENVIRONMENT FOLDER PLAN [options]");
  const environment = environmentName(name);
  // What an earlier run has left must not pass for this one's.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found = hasPlan(plan)
    ? judged(kind, folder, lineup, [plan, ...options])
    : unusable("there is no plan to judge: what comes before it has failed, and its log says why");
  const outcome: Outcome = { kind, environment, ...found.outcome };
  writeFileSync(join(folder, "outcome.json"), `${JSON.stringify(outcome, null, 2)}\n`);
  if (found.markdown !== undefined) writeFileSync(join(folder, "report.md"), found.markdown);
  return `${kind} of ${environment}: ${outcome.verdict}, exit code ${outcome.exitCode}`;
}

interface Found {
  outcome: Omit<Outcome, "kind" | "environment">;
  /** Undefined where lineup has written the page itself. */
  markdown?: string;
}

function judged(kind: Kind, folder: string, lineup: string, args: string[]): Found {
  const run = (format: string, file: string) =>
    spawnSync(process.execPath, [lineup, kind, ...args, "--format", format, "--output", join(folder, file)], {
      encoding: "utf8",
      // Nothing of it goes to the log: a line there can be a command.
      stdio: ["ignore", "pipe", "pipe"],
    });
  const { status, stderr } = run("json", "report.json");
  const json = join(folder, "report.json");
  const summary = existsSync(json) ? summarized(kind, readFileSync(json, "utf8")) : undefined;
  const judgedAll = status === 0 || status === 1 || status === 3;
  if (!summary || !judgedAll) return unusable(`lineup could not judge this plan, exit code ${status}`, stderr);
  // Code scanning wants lines of files, which a review has; drift has an issue.
  const others = [run("markdown", "report.md"), ...(kind === "review" ? [run("sarif", "report.sarif")] : [])];
  const failed = others.find((other) => other.status !== status);
  if (failed) return unusable("lineup did not come to the same end twice", failed.stderr);
  return { outcome: { ...summary, exitCode: status } };
}

function unusable(sentence: string, said = ""): Found {
  // Its own sentences; where it has crashed, the trace is of no use to who reads a pull request.
  const lines = said.split("\n").filter((line) => line.startsWith("lineup: "));
  const quoted = lines.slice(0, 10).map((line) => `- ${code(line, 400)}`);
  return {
    outcome: { verdict: "unusable", exitCode: 2, counts: {}, annotations: [] },
    markdown: ["### ❌ lineup: nothing was judged", "", `${prose(sentence)}.`, "", ...quoted, ""].join("\n"),
  };
}

/** `terraform show` that fails leaves an empty file behind where its output was sent to one. */
function hasPlan(path: string): boolean {
  return path === "-" || (existsSync(path) && statSync(path).size > 0);
}

if (require.main === module) asStep("lineup", (args) => judge(args));

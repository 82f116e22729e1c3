import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { code, prose } from "../report/markdown-text";
import { environmentName, StepError } from "./entry";
import { type Kind, type Outcome, summarized } from "./outcome";

/**
 * judge review|drift ENVIRONMENT FOLDER PLAN [lineup's own options…]: runs lineup and leaves in FOLDER report.json,
 * report.md, report.html, report.sarif and outcome.json. Fails only where it cannot write, because the report must be
 * shown before the verdict ends the job.
 */
export function judge([kind, name, folder, plan, ...options]: string[], lineup: string): string {
  if (kind !== "review" && kind !== "drift")
    throw new StepError(`judge judges a review or a drift, got "${kind ?? ""}"`);
  if (!folder || !plan) throw new StepError("judge takes KIND ENVIRONMENT FOLDER PLAN [options]");
  const environment = environmentName(name);
  // Remove what an earlier run left.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found = hasPlan(plan)
    ? judged(kind, folder, lineup, [plan, ...options])
    : unusable("there is no plan to judge: an earlier step failed - see its log");
  const outcome: Outcome = { kind, environment, ...found.outcome };
  writeFileSync(join(folder, "outcome.json"), `${JSON.stringify(outcome, null, 2)}\n`);
  if (found.markdown !== undefined) writeFileSync(join(folder, "report.md"), found.markdown);
  return `${kind} of ${environment}: ${outcome.verdict}, exit code ${outcome.exitCode}`;
}

interface Found {
  outcome: Omit<Outcome, "kind" | "environment">;
  /** Undefined where lineup has written report.md itself. */
  markdown?: string;
}

function judged(kind: Kind, folder: string, lineup: string, args: string[]): Found {
  const run = (format: string, file: string) =>
    spawnSync(process.execPath, [lineup, kind, ...args, "--format", format, "--output", join(folder, file)], {
      encoding: "utf8",
      // Its output does not go to the log, where a line can be a workflow command.
      stdio: ["ignore", "pipe", "pipe"],
    });
  const { status, stderr } = run("json", "report.json");
  const json = join(folder, "report.json");
  const summary = existsSync(json) ? summarized(kind, readFileSync(json, "utf8")) : undefined;
  const judgedAll = status === 0 || status === 1 || status === 3;
  if (!summary || !judgedAll) return unusable(`lineup could not judge this plan, exit code ${status}`, stderr);
  // SARIF is for code scanning, which reviews use; drift uses an issue.
  const sarif = kind === "review" ? [run("sarif", "report.sarif")] : [];
  const others = [run("markdown", "report.md"), run("html", "report.html"), ...sarif];
  const failed = others.find((other) => other.status !== status);
  if (failed) return unusable("lineup ended with different exit codes for the same plan", failed.stderr);
  return { outcome: { ...summary, exitCode: status } };
}

function unusable(sentence: string, said = ""): Found {
  // Only lineup's own messages: a stack trace does not help the reader of a pull request.
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

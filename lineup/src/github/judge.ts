import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProbeReport } from "../probe/contract";
import { render } from "../report";
import type { Format } from "../report/format";
import { code, prose } from "../report/markdown-text";
import { ofProbe } from "../report/of-probe";
import { environmentName, StepError } from "./entry";
import { type Kind, type Outcome, summarized } from "./outcome";

/**
 * judge review|drift ENVIRONMENT FOLDER PLAN [lineup's own options…] and judge probe ENVIRONMENT FOLDER [lineup's own
 * options…]: runs lineup and leaves in FOLDER report.json, report.md, report.html, report.sarif and outcome.json. Fails only where it cannot write, because the report must be
 * shown before the verdict ends the job.
 */
export function judge([kind, name, folder, ...args]: string[], lineup: string): string {
  if (kind !== "review" && kind !== "drift" && kind !== "probe")
    throw new StepError(`judge judges a review, a drift or a probe, got "${kind ?? ""}"`);
  if (!folder || (kind !== "probe" && !args[0])) {
    throw new StepError(
      "judge takes review or drift ENVIRONMENT FOLDER PLAN [options], or probe ENVIRONMENT FOLDER [options]",
    );
  }
  const environment = environmentName(name);
  // Remove what an earlier run left.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const found = kind === "probe" ? probed(folder, lineup, args) : planJudged(kind, folder, lineup, args);
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

function planJudged(kind: Kind, folder: string, lineup: string, args: string[]): Found {
  return hasPlan(args[0] ?? "")
    ? judged(kind, folder, lineup, args)
    : unusable("there is no plan to judge: an earlier step failed - see its log");
}

type Runner = (format: string, file: string) => { status: number | null; stderr: string };

function runner(kind: Kind, folder: string, lineup: string, args: string[]): Runner {
  return (format, file) =>
    spawnSync(process.execPath, [lineup, kind, ...args, "--format", format, "--output", join(folder, file)], {
      encoding: "utf8",
      // Its output does not go to the log, where a line can be a workflow command.
      stdio: ["ignore", "pipe", "pipe"],
    });
}

/** What lineup's JSON comes to; undefined where it has judged nothing. */
function summaryOf(kind: Kind, folder: string, status: number | null) {
  const json = join(folder, "report.json");
  const summary = existsSync(json) ? summarized(kind, readFileSync(json, "utf8")) : undefined;
  return status === 0 || status === 1 || status === 3 ? summary && { ...summary, exitCode: status } : undefined;
}

/** Each run of a probe starts containers: it is run once, and its JSON is written in the other forms. */
function probed(folder: string, lineup: string, args: string[]): Found {
  if (args.length === 0) return unusable("nothing was probed: an earlier step failed - see its log");
  const { status, stderr } = runner("probe", folder, lineup, args)("json", "report.json");
  const outcome = summaryOf("probe", folder, status);
  if (!outcome) return unusable(`lineup could not probe, exit code ${status}`, stderr);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as ProbeReport;
  const written = (format: Format) => render(report, { toReport: ofProbe }, format, { quiet: false });
  writeFileSync(join(folder, "report.html"), written("html"));
  return { outcome, markdown: written("markdown") };
}

function judged(kind: Kind, folder: string, lineup: string, args: string[]): Found {
  const run = runner(kind, folder, lineup, args);
  const { status, stderr } = run("json", "report.json");
  const outcome = summaryOf(kind, folder, status);
  if (!outcome) return unusable(`lineup could not judge this plan, exit code ${status}`, stderr);
  // SARIF is for code scanning, which reviews use; drift uses an issue.
  const sarif = kind === "review" ? [run("sarif", "report.sarif")] : [];
  const others = [run("markdown", "report.md"), run("html", "report.html"), ...sarif];
  const failed = others.find((other) => other.status !== status);
  if (failed) return unusable("lineup ended with different exit codes for the same plan", failed.stderr);
  return { outcome };
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

import { join } from "node:path";
import { type Env, required } from "./entry";
import { readReport } from "./outcome";
import { shortened } from "./shortened";
import { addSummary, setOutputs } from "./workflow-commands";

/** A step's summary may have 1 MiB; no character of a report takes more than three bytes. */
const SUMMARY_LIMIT = 340_000;

/** publish FOLDER: the report as the job's summary, its counts as outputs, its dangers as annotations. */
export function publish([folder]: string[], env: Env): string {
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = required(env, "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY");
  const { outcome, markdown } = readReport(folder, env);
  const { kind, environment, verdict, exitCode, counts } = outcome;
  addSummary(
    GITHUB_STEP_SUMMARY,
    `## ${kind} of ${environment}\n\n${shortened(markdown, SUMMARY_LIMIT, "report.json has it.")}`,
  );
  setOutputs(GITHUB_OUTPUT, {
    ...counts,
    verdict,
    exit_code: exitCode,
    markdown: join(folder ?? "", "report.md"),
    json: join(folder ?? "", "report.json"),
    sarif: join(folder ?? "", "report.sarif"),
    html: join(folder ?? "", "report.html"),
  });
  for (const line of outcome.annotations) console.log(line);
  return `${kind} of ${environment}: ${verdict}`;
}

import { GitHub } from "./client";
import { type Env, StepError } from "./entry";
import { CREATOR, isOurs, markerOf, type Written } from "./marker";
import { readReport } from "./outcome";
import { pageOf } from "./page";

interface Issue extends Written {
  number: number;
  state: "open" | "closed";
  pull_request?: object;
}

/**
 * issue FOLDER: one issue per environment and kind, opened at the first drift or the first probe that does not arrive,
 * updated by every run, closed when the verdict is good, and reopened when it is not. An unknown verdict does not close it. What is closed is
 * updated, too: an issue that a run has not written is withdrawn by drift.yaml.
 */
export async function issue([folder]: string[], env: Env): Promise<string> {
  const report = readReport(folder, env);
  const { kind, environment, verdict, exitCode } = report.outcome;
  if (kind === "review") throw new StepError("issue takes a report of drift or of a probe, got a review");
  const title = kind === "drift" ? `Drift in ${environment}` : `Probe of ${environment}`;
  const page = { title: `${title}: ${verdict}`, body: pageOf(report, env) };
  const github = new GitHub(env);
  const ours = await ownIssues(github, markerOf(kind, environment));
  const open = ours.find(({ state }) => state === "open");
  if (exitCode === 0) {
    const known = open ?? ours[0];
    if (!known) return `${environment} is ${verdict}, and no issue says otherwise`;
    await github.send("PATCH", `/issues/${known.number}`, { ...page, state: "closed", state_reason: "completed" });
    return `issue ${known.number} ${open ? "" : "stays "}closed: ${environment} is ${verdict}`;
  }
  const known = open ?? ours[0];
  if (!known) {
    const { number } = await github.send<{ number: number }>("POST", "/issues", page);
    return `issue ${number} opened: ${environment} ${verdict}`;
  }
  await github.send("PATCH", `/issues/${known.number}`, { ...page, state: "open" });
  return `issue ${known.number} ${open ? "updated" : "reopened"}: ${environment} ${verdict}`;
}

/** The latest first. GitHub lists pull requests among the issues. */
async function ownIssues(github: GitHub, marker: string): Promise<Issue[]> {
  const issues = await github.list<Issue>(`/issues?state=all&creator=${CREATOR}`);
  return issues
    .filter((written) => !written.pull_request && isOurs(written, marker))
    .sort((one, other) => other.number - one.number);
}

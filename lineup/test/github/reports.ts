import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../../src/github/entry";
import type { Outcome } from "../../src/github/outcome";
import { REPOSITORY } from "./loopback";

export const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  kind: "review",
  environment: "staging",
  verdict: "safe",
  exitCode: 0,
  counts: { create: 1, replace: 0 },
  annotations: [],
  ...change,
});

let made = 0;

/** What judge.ts would have left. */
export function report(below: string, written: Outcome, markdown = "### ✅ lineup: safe\n"): string {
  made += 1;
  const folder = join(below, `report-${made}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "outcome.json"), JSON.stringify(written));
  writeFileSync(join(folder, "report.md"), markdown);
  return folder;
}

/** What a runner sets, with the event of one of the files beside this one. */
export const runner = (api: string, event: "pull-request" | "fork" | "schedule" = "pull-request"): Env => ({
  GITHUB_API_URL: api,
  GITHUB_SERVER_URL: "https://github.example",
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_RUN_ID: "4711",
  ENVIRONMENT: "staging",
  GITHUB_SHA: "9999999999999999999999999999999999999999",
  GITHUB_TOKEN: "token-of-the-job",
  GITHUB_EVENT_PATH: join(__dirname, "events", `${event}.json`),
  GITHUB_EVENT_NAME: "pull_request",
});

import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comment } from "../../../lineup/src/github/comment";
import { issue } from "../../../lineup/src/github/issue";
import { publish } from "../../../lineup/src/github/publish";
import { outcome, report, runner } from "../../../lineup/test/github/reports";
import { temporary } from "../attack-stage";
import type { Attack, Json } from "./attack";

const GITHUB_OUTPUT = "/dev/null";
const env = { ...runner("http://127.0.0.1:1"), GITHUB_OUTPUT, GITHUB_STEP_SUMMARY: GITHUB_OUTPUT };

/** The artifact review-ENVIRONMENT, uploaded by a job that runs the branch's code, as a step of another job reads it. */
const forged =
  (change: (said: Json, folder: string) => void, step: typeof publish | typeof comment = publish) =>
  () => {
    const said: Json = outcome();
    const folder = report(temporary("forged"), said);
    change(said, folder);
    writeFileSync(join(folder, "outcome.json"), JSON.stringify(said));
    return step([folder], env);
  };
/** The same where the file itself is another. */
const instead = (write: (file: string) => void) => () => {
  const folder = report(temporary("forged"), outcome());
  rmSync(join(folder, "outcome.json"));
  write(join(folder, "outcome.json"));
  return publish([folder], env);
};
const link = (file: string) => symlinkSync("/proc/self/environ", file);
const replaced = (name: string) =>
  forged((_, folder) => {
    rmSync(join(folder, name), { force: true });
    link(join(folder, name));
  });

export const reports: Attack[] = [
  ["a verdict of danger with the exit code of safe", forged((it) => (it.verdict = "danger")), "do not fit each other"],
  [
    "a verdict of unknown with the exit code of safe",
    forged((it) => (it.verdict = "unknown")),
    "do not fit each other",
  ],
  ["a verdict of safe with the exit code of danger", forged((it) => (it.exitCode = 1)), "do not fit each other"],
  ["a verdict of drift in a review", forged((it) => (it.verdict = "clean")), "do not fit each other"],
  ["a verdict of its own", forged((it) => (it.verdict = "fine")), "is not what judge.ts writes"],
  ["no exit code", forged((it) => delete it.exitCode), "is not what judge.ts writes"],
  ["an exit code in words", forged((it) => (it.exitCode = "0")), "is not what judge.ts writes"],
  ["an exit code of a half", forged((it) => (it.exitCode = 0.5)), "is not what judge.ts writes"],
  ["a field of its own", forged((it) => (it.trusted = true)), "is not what judge.ts writes"],
  [
    "a report of another environment",
    forged((it) => (it.environment = "production")),
    'is of "production", and staging is asked for',
  ],
  ["a name that ends the marker", forged((it) => (it.environment = "staging -->")), "and staging is asked for"],
  [
    "a line that sets an output",
    forged((it) => (it.annotations = ["::set-output name=exit_code::0"])),
    "is not what judge.ts writes",
  ],
  [
    "a line that stops commands",
    forged((it) => (it.annotations = ["::stop-commands::x"])),
    "is not what judge.ts writes",
  ],
  [
    "a second line",
    forged((it) => (it.annotations = ["::error title=A::b\n::add-mask::c"])),
    "is not what judge.ts writes",
  ],
  ["a line of words", forged((it) => (it.annotations = ["all is well"])), "is not what judge.ts writes"],
  [
    "a thousand lines",
    forged((it) => (it.annotations = Array(1000).fill("::error title=A::b"))),
    "is not what judge.ts writes",
  ],
  ["a count that is an output", forged((it) => (it.counts = { exit_code: 0 })), "is not what judge.ts writes"],
  ["a link in the place of the report", replaced("report.md"), "report.md is not a file"],
  ["a link in the place of the verdict", instead(link), "outcome.json is not a file"],
  ["a link in the place of what code scanning reads", replaced("report.sarif"), "report.sarif is not a file"],
  ["a folder beside the report", forged((_, folder) => mkdirSync(join(folder, ".git"))), 'holds ".git"'],
  [
    "a file beside the report",
    forged((_, folder) => writeFileSync(join(folder, "package.json"), "{}")),
    'holds "package.json"',
  ],
  ["a huge report", forged((_, folder) => truncateSync(join(folder, "report.md"), 600_000_000)), "600000000 bytes"],
  [
    "a verdict that is said twice",
    instead((file) => writeFileSync(file, '{"verdict":"danger","verdict":"safe"}')),
    "repeats the key",
  ],
  [
    "a verdict of drift in a comment",
    forged((it) => Object.assign(it, { kind: "drift", verdict: "clean" }), comment),
    "comment takes a review, got a drift",
  ],
  [
    "a comment of another environment",
    forged((it) => (it.environment = "production"), comment),
    "and staging is asked for",
  ],
  ["a review in an issue", forged(() => {}, issue), "issue takes a report of drift"],
];

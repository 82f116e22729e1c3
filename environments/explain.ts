import type { z } from "zod";
import { printedMember } from "../facts/printable";
import type { Draft, SettingProblem } from "./draft";
import { shown, shownPath } from "./shown";

/** One line for each problem, none twice: its path, what is wrong, what was got, the way out. */
export function linesOf(
  draft: Draft,
  issues: readonly z.core.$ZodIssue[],
  others: readonly SettingProblem[],
): string[] {
  const problems = [...issues.flatMap((issue) => explain(issue, draft)), ...others];
  return [
    ...new Set(problems.map(({ path, message }) => `${shownPath(path)}: ${withWhatWasWritten(message, path, draft)}`)),
  ];
}

function explain(issue: z.core.$ZodIssue, draft: Draft): SettingProblem[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join("."),
      message: "is not a setting - remove it or mend its spelling",
    }));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => ({ path, message: withGot(message, shown(issue.path.at(-1))) }));
  }
  const message = issue.message.startsWith("must") ? issue.message : "must be a block of settings - write { ... }";
  return [{ path, message: draft.at(path) === undefined ? `is missing - it ${message}` : message }];
}

function withWhatWasWritten(message: string, path: string, draft: Draft): string {
  const value = draft.at(path);
  if (value === undefined || message.includes(", got ")) return message;
  if (/^services\.[^.]+\.public\.\d+$/.test(path) && typeof value === "string" && printedMember(value) === value) {
    // "user:ann@example.com" looks like a login, and is none.
    return withGot(message, JSON.stringify(value));
  }
  // Where the name of a secret belongs, its value is what gets written by mistake.
  return withGot(message, shown(value, path.includes(".secrets.") ? "secrets" : path.split(".").at(-1)));
}

/** "must be X - do Y" becomes "must be X, got Z - do Y". */
function withGot(message: string, got: string): string {
  const [what, ...wayOut] = message.split(" - ");
  return [`${what}, got ${got}`, ...wayOut].join(" - ");
}

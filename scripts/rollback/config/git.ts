import { spawnSync } from "node:child_process";
import { Refused } from "../world";

/** What git says in a folder; undefined where it refuses. It waits for nobody, and runs no hook. */
export function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["-c", "core.hooksPath=/dev/null", ...args], {
    ...{ cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 100_000_000 },
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0" },
  });
  return status === 0 ? stdout : undefined;
}

export interface Commit {
  hash: string;
  short: string;
  /** "2026-11-21, The connector grows" */
  about: string;
}

export function commitOf(root: string, ref: string): Commit {
  if (git(root, "rev-parse", "--git-dir") === undefined) {
    throw new Refused(2, `${root} is no git repository, so there is no earlier commit`);
  }
  const hash = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`)?.trim();
  if (!hash) {
    throw new Refused(
      2,
      `there is no commit ${ref} here: git fetch brings what others have, git log --oneline names those that are here`,
    );
  }
  const [short = hash, day = "", subject = ""] = (git(root, "log", "-1", "--format=%h%x00%cs%x00%s", hash) ?? "")
    .trim()
    .split("\0");
  return { hash, short, about: [day, subject].filter(Boolean).join(", ") };
}

/** Nothing of it is in the other commit: a work tree of its own holds what was committed, and that alone. */
export function uncommitted(root: string): number {
  return (git(root, "status", "--porcelain") ?? "").split("\n").filter(Boolean).length;
}

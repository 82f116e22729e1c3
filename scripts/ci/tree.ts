import { spawnSync } from "node:child_process";
import { StepError } from "./entry";

/** What the checked-out files are called in git, whatever the commit that has them. */
export function currentTree(folder: string): string {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--verify", "HEAD^{tree}"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new StepError("git does not say which files these are - is this a checkout?");
  return stdout.trim();
}

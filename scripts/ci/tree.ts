import { spawnSync } from "node:child_process";
import { StepError } from "../../lineup/src/github/entry";

/** The git tree of the checked-out files: the same for every commit with these files. */
export function currentTree(folder: string): string {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--verify", "HEAD^{tree}"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new StepError("git cannot name the tree of HEAD - run this in a checkout");
  return stdout.trim();
}

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FOLDER } from "./scenario-context";
import { LOCK_FILE } from "./tools";

/** This project as its files are now, without what git ignores, and locked to the provider that is here. */
export function copyProject(folder: string, lockFile: string): void {
  mkdirSync(folder, { recursive: true });
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = spawnSync("git", args, { cwd: PROJECT_FOLDER, encoding: "utf8", maxBuffer: 1 << 28 });
  if (listed.status !== 0) throw new Error(`git ${args.join(" ")}: ${listed.stderr || listed.error}`);
  const isThere = (name: string) => name !== "" && existsSync(join(PROJECT_FOLDER, name));
  for (const file of listed.stdout.split("\0").filter(isThere)) {
    cpSync(join(PROJECT_FOLDER, file), join(folder, file));
  }
  writeFileSync(join(folder, "stacks", LOCK_FILE), lockFile);
}

/** A copy in which this project's commands can be run, with the packages that are installed here. */
export function runnableCopy(folder: string, lockFile: string): string {
  copyProject(folder, lockFile);
  symlinkSync(join(PROJECT_FOLDER, "node_modules"), join(folder, "node_modules"));
  return folder;
}

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const ZIZMOR = "1.32.0";
const FOLDER = ".github/workflows";

export function workflowsOf(root: string): string[] {
  return readdirSync(join(root, FOLDER))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${FOLDER}/${name}`);
}

/** How zizmor is started here; undefined where it is not at hand. */
export function findZizmor(): string[] | undefined {
  const commands = [["zizmor"], ["python3", "-m", "zizmor"]];
  return commands.find(([program = "", ...args]) => spawnSync(program, [...args, "--version"]).status === 0);
}

/** Everything its strictest everyday persona finds in workflows and actions, with nothing asked of GitHub. */
export function zizmor([program = "", ...args]: string[], root: string): { clean: boolean; said: string } {
  const options = ["--offline", "--no-progress", "--persona=pedantic", "--strict-collection", "--color=never"];
  const { status, stdout, stderr, error } = spawnSync(program, [...args, ...options, "."], {
    cwd: root,
    encoding: "utf8",
  });
  return { clean: status === 0, said: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trim() };
}

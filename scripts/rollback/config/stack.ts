import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Refused } from "../world";
import type { Commit } from "./git";
import type { Tree } from "./tree";

/** The folder of the environment's stack, as that commit has it. */
export async function stackThere(tree: Tree, { short }: Commit, environment: string): Promise<string> {
  const { code } = await tree.npm("run", "--silent", "synth");
  if (code !== 0)
    throw new Refused(2, `the configuration of ${short} is refused where it is synthesized, for the reason above`);
  const manifest = join(tree.out, "manifest.json");
  const stacks = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).stacks : {};
  const known = Object.keys(stacks ?? {});
  if (!known.includes(environment)) {
    throw new Refused(2, `${short} has no environment ${environment}: it has ${known.join(", ") || "none"}`);
  }
  return join(tree.out, stacks[environment].workingDirectory);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModuleSource, RootFiles } from "../../src/inputs/declarations";

/** A folder of one main.tf.json and those of the modules that it calls. */
export function folderOf(path: string): RootFiles {
  const body = JSON.parse(readFileSync(join(path, "main.tf.json"), "utf8"));
  const calls = Object.entries(body.module ?? {}) as [string, { source: string }][];
  const modules = calls.map(([name, { source }]): [string, ModuleSource] => [
    name,
    { root: folderOf(join(path, source)) },
  ]);
  return { files: [body], modules: new Map(modules) };
}

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "./child";

export interface Stack {
  /** Where terraform runs. */
  folder: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON that cdktf has written a moment ago
  json: any;
}

/** Synthesizes all stacks and gives them by name; a number is the exit code of a synthesis that has said what is wrong. */
export async function synthesized({ quiet = false } = {}): Promise<ReadonlyMap<string, Stack> | number> {
  const { code, stdout } = await run(process.execPath, ["build/run.js", "main.ts"], { asking: quiet });
  if (code !== 0) process.stderr.write(stdout);
  if (code !== 0) return code;
  const outdir = resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out");
  const { stacks } = readJson(resolve(outdir, "manifest.json"));
  return new Map(
    Object.keys(stacks).map((name) => {
      const { workingDirectory, synthesizedStackPath } = stacks[name];
      const stack = {
        folder: resolve(outdir, workingDirectory),
        json: readJson(resolve(outdir, synthesizedStackPath)),
      };
      return [name, stack];
    }),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that cdktf has written a moment ago
function readJson(path: string): any {
  return JSON.parse(readFileSync(path, "utf8"));
}

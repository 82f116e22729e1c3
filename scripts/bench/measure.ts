import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Usage {
  milliseconds: number;
  kilobytes: number;
}

/** The command as it is called in a checkout. */
export const LINEUP = "lineup/bin/lineup.js";

/** Runs node with these arguments, and says what it cost. `answers`: the exit codes of an answer; any other is none. */
export function measured(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  answers: readonly (number | null)[] = [0],
): Usage {
  const folder = mkdtempSync(join(tmpdir(), "usage-"));
  try {
    const usage = join(folder, "usage.json");
    const { status } = spawnSync(process.execPath, ["--require", join(__dirname, "usage.js"), ...args], {
      env: { ...process.env, ...env, BENCH_USAGE: usage },
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (!answers.includes(status))
      throw new Error(`${args.join(" ")} failed with exit code ${status}, there is nothing to measure`);
    return JSON.parse(readFileSync(usage, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Cost {
  milliseconds: number;
  megabytes: number;
}

/** Interleaved, so that whatever else the machine does weighs on both; `typical` is what many runs come to. */
export function compared(
  runs: number,
  typical: (values: number[]) => number,
  first: () => Usage,
  second: () => Usage,
): [Cost, Cost] {
  // Before anything is measured, bundles are made and files are in memory.
  for (const run of [first, second]) run();
  const all = Array.from({ length: runs }, () => [first(), second()] as const);
  const costOf = (usages: Usage[]) => ({
    milliseconds: typical(usages.map(({ milliseconds }) => milliseconds)),
    megabytes: typical(usages.map(({ kilobytes }) => kilobytes)) / 1024,
  });
  return [costOf(all.map(([usage]) => usage)), costOf(all.map(([, usage]) => usage))];
}

export function texts(key: keyof Cost, [one, other]: readonly [Cost, Cost]): string {
  return `${one[key].toFixed()} / ${other[key].toFixed()} ${key === "megabytes" ? "MB" : "ms"}`;
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./statistics";

export interface Usage {
  milliseconds: number;
  kilobytes: number;
}

/** Runs node with these arguments, and says what it cost. */
export function measured(args: readonly string[], env: NodeJS.ProcessEnv = {}): Usage {
  const folder = mkdtempSync(join(tmpdir(), "usage-"));
  try {
    const usage = join(folder, "usage.json");
    const { status } = spawnSync(process.execPath, ["--require", require.resolve("./usage.js"), ...args], {
      env: { ...process.env, ...env, BENCH_USAGE: usage },
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) throw new Error(`${args.join(" ")} failed with exit code ${status}, there is nothing to measure`);
    return JSON.parse(readFileSync(usage, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Medians {
  milliseconds: number;
  megabytes: number;
}

/** Interleaved, so that whatever else the machine does weighs on both. */
export function compared(runs: number, first: () => Usage, second: () => Usage): [Medians, Medians] {
  const all = Array.from({ length: runs }, () => [first(), second()] as const);
  const mediansOf = (usages: Usage[]) => ({
    milliseconds: median(usages.map(({ milliseconds }) => milliseconds)),
    megabytes: median(usages.map(({ kilobytes }) => kilobytes)) / 1024,
  });
  return [mediansOf(all.map(([usage]) => usage)), mediansOf(all.map(([, usage]) => usage))];
}

export function texts(key: keyof Medians, [one, other]: readonly [Medians, Medians]): string {
  return `${one[key].toFixed()} / ${other[key].toFixed()} ${key === "megabytes" ? "MB" : "ms"}`;
}

import { writeFileSync } from "node:fs";

/** Loaded into a measured process (--import): at its end it writes down its own time and memory. */
export interface Usage {
  milliseconds: number;
  kilobytes: number;
}

process.on("exit", () => {
  const usage: Usage = { milliseconds: performance.now(), kilobytes: process.resourceUsage().maxRSS };
  writeFileSync(process.env.BENCH_USAGE ?? "/dev/stderr", JSON.stringify(usage));
});

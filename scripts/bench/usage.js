const { writeFileSync } = require("node:fs");

// Loaded into a measured process (--require): at its end it writes down its own time and memory. Plain JavaScript, so
// that it costs next to nothing itself.
process.on("exit", () => {
  const usage = { milliseconds: performance.now(), kilobytes: process.resourceUsage().maxRSS };
  writeFileSync(process.env.BENCH_USAGE ?? "/dev/stderr", JSON.stringify(usage));
});

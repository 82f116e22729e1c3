import type { ScenarioStep, StepListener } from "../steps";

/** Plain lines, each written once: for pipes, logs and CI. */
export function plainLines(steps: ScenarioStep[], print: (line: string) => void): StepListener {
  return {
    started: (index) => print(`- ${steps[index]?.title}`),
    commandEnded: (line) => print(`    ${line}`),
    ended: (_, outcome, seconds) => {
      if (outcome.is === "skipped") print(`  skipped: ${outcome.reason}`);
      else if (outcome.is === "failed") print(`  FAILED after ${seconds.toFixed(1)} s: ${outcome.error.message}`);
      else print(`  ok${outcome.note === undefined ? "" : `: ${outcome.note}`} (${seconds.toFixed(1)} s)`);
    },
    close: async () => {},
  };
}

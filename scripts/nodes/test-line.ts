import { delimiter } from "node:path";
import { type JestResults, summarize } from "../summary";
import { type Machine, nodeOf } from "./binary";

export interface NodeLine {
  /** What people write: the first version of the line that works here, or all of a major version. */
  line: string;
  /** The one that is tested. */
  version: string;
}

/** How a test run is started; tests pass their own. */
export interface Runner {
  machine: Machine;
  env: NodeJS.ProcessEnv;
  /** Exit code of a command whose output is shown. */
  run: (command: string[], env: NodeJS.ProcessEnv) => number;
  /** The version of the `node` that a command started with this environment finds. */
  nodeFor: (env: NodeJS.ProcessEnv) => string | undefined;
  /** Where jest is to write its results, and what it has written there. */
  resultsFile: string;
  results: () => JestResults | undefined;
  allowed: Parameters<typeof summarize>[0]["allowed"];
}

export interface LineOutcome {
  is: "passed" | "failed" | "skipped";
  /** One line. */
  text: string;
  /** What did not pass. */
  details: string[];
}

/** Runs verify and the whole suite on one version of Node. */
export function testLine({ version }: NodeLine, runner: Runner): LineOutcome {
  const found = nodeOf(version, runner.machine);
  if ("missing" in found) return { is: "skipped", text: `Node ${version}  skipped: ${found.missing}`, details: [] };
  const env = environmentWith(found.folder, runner.env);
  const used = runner.nodeFor(env);
  if (used !== `v${version}`) {
    return { is: "failed", text: `Node ${version}  failed: commands would run ${used ?? "no Node"}`, details: [] };
  }
  const step = (name: string, ...more: string[]) => {
    const passed = runner.run([...name.split(" "), ...more], env) === 0;
    return { name, outcome: passed ? ("passed" as const) : ("failed" as const) };
  };
  const steps = [step("npm run verify"), step("npm test", "--", "--json", `--outputFile=${runner.resultsFile}`)];
  const { text, failed } = summarize({ steps, jest: runner.results(), allowed: runner.allowed });
  const lines = text.split("\n");
  return {
    is: failed > 0 ? "failed" : "passed",
    text: `Node ${version}  ${lines.at(-1)}`,
    details: lines.slice(0, -1).filter((line) => line.startsWith("failed")),
  };
}

/**
 * npm scripts, jest and what its tests start find `node` on the PATH. What an npm around this one has noted about its
 * own Node is dropped; settings of npm stay.
 */
export function environmentWith(folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => name !== "NODE" && !/^npm_(?!config_)/i.test(name));
  return { ...Object.fromEntries(kept), PATH: [folder, env.PATH].filter(Boolean).join(delimiter), CI: "true" };
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import allowed from "../.ci/allowed-skips.json";
import lines from "../.ci/nodes.json";
import { type Runner, testLine } from "./nodes/test-line";
import { testLines } from "./nodes/test-lines";
import { npmInstall } from "./npm";

/**
 * `npm run test:nodes [-- --only LINE]`: verify and the whole suite on every Node of .ci/nodes.json, one after another.
 * The binaries come from npm and are kept in node_modules/.cache.
 */
const folder = mkdtempSync(join(tmpdir(), "nodes-"));
const resultsFile = join(folder, "jest.json");

const versionOf = (node: string, env: NodeJS.ProcessEnv) => {
  const { status, stdout } = spawnSync(node, ["-v"], { env, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
};

const runner: Runner = {
  machine: {
    platform: process.platform,
    arch: process.arch,
    cache: join(process.cwd(), "node_modules/.cache/nodes"),
    install: npmInstall,
    versionIn: (bin) => versionOf(join(bin, "node"), process.env),
  },
  env: process.env,
  run: ([program = "", ...args], env) => spawnSync(program, args, { env, stdio: "inherit" }).status ?? 1,
  nodeFor: (env) => versionOf("node", env),
  resultsFile,
  results: () => (existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : undefined),
  allowed,
};

try {
  const test = (line: (typeof lines)[number]) => {
    rmSync(resultsFile, { force: true });
    return testLine(line, runner);
  };
  process.exitCode = testLines(lines, process.argv.slice(2), test, console.log);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

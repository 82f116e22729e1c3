import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../test/support/folder";
import { itNeeds, pseudoTerminal } from "../../test/support/needs";
import { corpus, PLAIN_ENV, root } from "./inputs";

const folder = temporaryFolder();
const ERASED = "\r\u001b[K";

/** Both streams on one terminal of 50 columns. */
function onTerminal(file: string, env: NodeJS.ProcessEnv = {}): string {
  const command = `stty cols 50; "${process.execPath}" "${join(root, "lineup/bin/lineup.js")}" verify "${file}"`;
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    encoding: "utf8",
    input: "",
    env: { ...process.env, ...PLAIN_ENV, TERM: "xterm", CI: undefined, ...env },
  });
  return stdout.replaceAll("\r\n", "\n");
}

itNeeds(pseudoTerminal, "on a terminal a large file is said to be read, and the line is gone before the report", () => {
  writeFileSync(join(folder, "large.json"), readFileSync(corpus("verify/ok"), "utf8") + " ".repeat(12_000_000));
  const shown = onTerminal("large.json");
  expect(shown).toContain(`${ERASED}reading large.json (12 MB)${ERASED}judging large.json${ERASED}`);
  expect(shown.slice(shown.lastIndexOf(ERASED) + ERASED.length)).toMatch(/^\S*✓ REACHABLE/);
  expect(onTerminal("large.json", { CI: "true" })).not.toContain(ERASED);
});

itNeeds(pseudoTerminal, "on a terminal the report has its colour and its width", () => {
  const shown = onTerminal(corpus("verify/no-connector"));
  expect(shown).toContain("\u001b[31m✗ BLOCKED\u001b[0m");
  expect(shown).toContain("it has no way into any network, and Redis\n");
  expect(onTerminal(corpus("verify/no-connector"), { NO_COLOR: "1", LC_ALL: "C" })).toContain("x BLOCKED");
});

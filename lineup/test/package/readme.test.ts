import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { isCommand } from "../../src/commands/table";
import { corpus, PLAIN_ENV, root } from "../inputs";

const folder = temporaryFolder();

const readme = readFileSync(join(root, "lineup/README.md"), "utf8");

test("the sample of the package's README is what lineup prints of the case that it is of", () => {
  copyFileSync(corpus("verify/deny-higher-priority"), join(folder, "plan.json"));
  const args = [join(root, "lineup/bin/lineup.js"), "verify", "plan.json"];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...PLAIN_ENV },
  });
  const [, sample] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(sample).toBe(stdout);
});

test("the package's README calls commands that there are", () => {
  const called = [...readme.matchAll(/npx lineup (\w+)/g)].map(([, name = ""]) => name);
  expect(called.length).toBeGreaterThan(8);
  expect(called.filter((name) => !isCommand(name))).toEqual([]);
});

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findZizmor, zizmor } from "../../scripts/ci/zizmor";
import { temporaryFolder } from "../support/folder";
import { itNeeds } from "../support/needs";
import { root } from "./scripts-in";

const folder = temporaryFolder();
const zizmorHere = findZizmor();
const needed = { missing: zizmorHere ? undefined : "zizmor is not installed" };

function lint(there: string) {
  return spawnSync(process.execPath, ["build/run.js", "scripts/ci/lint-workflows.ts", there], {
    cwd: root,
    encoding: "utf8",
  });
}

/** These files with one of them changed. */
function changed(name: string, change: (text: string) => string): string {
  const there = join(folder, name);
  mkdirSync(there);
  for (const part of [".github", "action.yml"]) cpSync(join(root, part), join(there, part), { recursive: true });
  const file = join(there, ".github/workflows/pr.yaml");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, change(before));
  expect(readFileSync(file, "utf8")).not.toBe(before);
  return there;
}

describe("linting", () => {
  test("actionlint finds nothing", () => {
    const { stdout } = lint(root);
    expect(stdout).toContain(
      `actionlint: ${readdirSync(join(root, ".github/workflows")).length} workflows, 0 complaints`,
    );
  }, 60_000);

  test("actionlint finds a need of a job that is not there", () => {
    const { status, stdout } = lint(changed("need", (pr) => pr.replace("environments, plan]", "environments, plans]")));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^\.github\/workflows\/pr\.yaml:\d+:\d+: .*"plans"/m);
  }, 60_000);

  itNeeds(needed, "zizmor finds nothing", () => {
    expect(zizmor(zizmorHere ?? [], root)).toMatchObject({ clean: true });
  });

  itNeeds(needed, "zizmor finds an expression in a shell", () => {
    const there = changed("shell", (pr) => pr.replace("run: bash .ci/run", 'run: echo "$' + '{{ github.head_ref }}"'));
    expect(zizmor(zizmorHere ?? [], there)).toMatchObject({
      clean: false,
      said: expect.stringContaining("template-injection"),
    });
  });
});

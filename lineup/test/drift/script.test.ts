import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { logFile, planFile } from "../../../corpus/recorder/recording";
import { root } from "../inputs";

jest.setTimeout(120_000);

/** Answers as terraform would of the stack: what was recorded, in the stack's own project. */
const FAKE = `#!/bin/sh
case "$1" in
  plan) sed s/acme-staging/netra-staging/g "$LOG" ;;
  show) sed s/acme-staging/netra-staging/g "$PLAN" ;;
esac
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "script-"));
  for (const part of ["bin", "tmp"]) mkdirSync(join(folder, part));
  writeFileSync(join(folder, "bin/terraform"), FAKE, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function drift(id: string, ...args: string[]) {
  return spawnSync(process.execPath, ["build/run.js", "scripts/drift.ts", ...args], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}`,
      TERRAFORM_BINARY_NAME: "",
      GOOGLE_OAUTH_ACCESS_TOKEN: "none",
      CDKTF_OUTDIR: join(folder, "cdktf.out"),
      TMPDIR: join(folder, "tmp"),
      PLAN: planFile("drift", id),
      LOG: logFile(id),
    },
  });
}

test("npm run drift names the stack, says the same every time, and leaves nothing behind", () => {
  const [first, second] = [drift("redis-moved", "staging"), drift("redis-moved", "staging")];
  expect(first.status).toBe(1);
  expect(first.stdout).toContain("BROKEN  staging\n");
  expect(first.stdout).toMatch(/what terraform printed for staging says that all \d+ resources/);
  expect(first.stdout).not.toContain(folder);
  expect(second.stdout).toBe(first.stdout);
  expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("drift-"))).toEqual([]);
});

test("its end is that of lineup, and its options are passed on", () => {
  expect(drift("none", "staging").status).toBe(0);
  const { status, stdout } = drift("none", "staging", "--format", "json");
  expect({ status, file: JSON.parse(stdout).file }).toEqual({ status: 0, file: "staging" });
  expect(drift("none", "staging", "--no-such-option").status).toBe(2);
  expect(drift("none", "nowhere").status).toBe(2);
});

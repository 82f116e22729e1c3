import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findAct, pinnedActions } from "../../../rehearsal/pipeline/act/find";
import { STUBBED, writeStubs } from "../../../rehearsal/pipeline/act/stubs";
import { MissingTool } from "../../../rehearsal/tools";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder();
const program = join(folder, "act");
const ACTIONS = join(folder, "actions");
const thing = join(ACTIONS, "acme/thing");
writeFileSync(program, "#!/bin/sh\necho act version 0.0.1\n", { mode: 0o755 });
mkdirSync(join(thing, "dist"), { recursive: true });
writeFileSync(join(thing, "action.yml"), "runs:\n  using: node20\n  main: 'dist/index.js'\n");
writeFileSync(join(thing, "dist/index.js"), "");
const git = (...args: string[]) => spawnSync("git", ["-C", thing, ...args], { encoding: "utf8" });
git("init", "-q");
git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "one");
const commit = git("rev-parse", "HEAD").stdout.trim();
const STUB = `google-github-actions/auth@${"1".repeat(40)}`;

const find = (env: NodeJS.ProcessEnv, ...pinned: string[]) => findAct({ ACT: program, ACTIONS, ...env }, pinned);
const missing = (env: NodeJS.ProcessEnv, ...pinned: string[]) => {
  try {
    find(env, ...pinned);
  } catch (error) {
    if (error instanceof MissingTool) return error.message;
    throw error;
  }
  return "nothing is missing";
};

test("an action that is there at the pinned commit is run, one that cannot run here is stubbed", () => {
  const act = find({}, `acme/thing@${commit}`, STUB);
  expect([...act.actions]).toEqual([[`acme/thing@${commit}`, thing]]);
  expect(act.stubbed).toEqual([STUB]);
  expect(act.version).toBe("act version 0.0.1");
});

test("without act, it says what is missing and how to get it", () => {
  expect(missing({ ACT: join(folder, "nowhere") })).toMatch(
    /^act is not installed: build it from github.com\/nektos\/act/,
  );
});

test("each action that is not there is named with what is wrong, and a stubbed one is not asked for", () => {
  const other = `acme/other@${"2".repeat(40)}`;
  const said = missing({}, `acme/thing@${"3".repeat(40)}`, other, STUB);
  expect(said).toContain(`acme/thing@${"3".repeat(40)}: ${thing} is at ${commit}`);
  expect(said).toContain(`${other}: ${join(ACTIONS, "acme/other")} has no action.yml`);
  expect(said).not.toContain("google-github-actions");
  expect(missing({ ACTIONS: undefined }, other)).toContain(`${other}: the folder of the actions is not named`);
});

test("an action whose program was not built is missing", () => {
  rmSync(join(thing, "dist/index.js"));
  expect(missing({}, `acme/thing@${commit}`)).toContain(`${thing} has no dist/index.js`);
});

test("what the workflows of this project pin is read from them, and only three of it are stubbed", () => {
  const names = pinnedActions().map((pin) => pin.split("@")[0] ?? "");
  expect(names).toContain("actions/checkout");
  expect(names.filter((name) => name in STUBBED)).toEqual(Object.keys(STUBBED).sort());
  expect(new Set(names).size).toBe(names.length);
});

test("a stub is an action where the workflow looks for it", () => {
  const into = join(folder, "stubs");
  const pin = `github/codeql-action/upload-sarif@${"4".repeat(40)}`;
  const stubs = writeStubs(into, [pin, STUB]);
  const repository = stubs.get(`github/codeql-action@${"4".repeat(40)}`) ?? "";
  const file = join(repository, "upload-sarif/main.js");
  writeFileSync(join(folder, "report.sarif"), "");
  const run = (sarif: string) =>
    spawnSync(process.execPath, [file], { env: { INPUT_SARIF_FILE: join(folder, sarif) } }).status;
  expect([run("report.sarif"), run("none.sarif")]).toEqual([0, 1]);
  expect(dirname(stubs.get(STUB) ?? "")).toBe(join(into, "google-github-actions"));
});

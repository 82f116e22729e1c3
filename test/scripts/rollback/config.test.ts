import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "../../../environments";
import { parsed } from "../../../scripts/rollback/arguments";
import { configuredBack } from "../../../scripts/rollback/config";
import { Refused } from "../../../scripts/rollback/world";

const recordings = join(__dirname, "../../../corpus/recordings/review");

/** Synthesizes what the commit says, as far as this command looks at it. */
const SYNTH = `
const { mkdirSync, writeFileSync, readFileSync } = require("node:fs");
const out = process.env.CDKTF_OUTDIR;
const stacks = JSON.parse(readFileSync("stacks.json", "utf8"));
const { resources } = JSON.parse(readFileSync(process.env.FAKE_PLAN, "utf8")).planned_values.root_module;
const resource = {};
for (const { mode, type, name } of resources) if (mode === "managed") (resource[type] ??= {})[name] = {};
if (stacks.length === 0) { console.error("it is cut off"); process.exit(1); }
for (const one of stacks) {
  mkdirSync(out + "/stacks/" + one, { recursive: true });
  writeFileSync(out + "/stacks/" + one + "/cdk.tf.json", JSON.stringify({ resource }));
}
const entry = (one) => [one, { workingDirectory: "stacks/" + one }];
writeFileSync(out + "/manifest.json", JSON.stringify({ stacks: Object.fromEntries(stacks.map(entry)) }));
`;

/** Writes down what it was asked, and who may read its plan. */
const TERRAFORM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const [command, ...args] = process.argv.slice(2);
const plan = (args.find((one) => one.startsWith("-out=")) ?? "").slice(5) || args.at(-1);
if (command === "plan") writeFileSync(plan, "hunter2");
const mode = (file) => (statSync(file).mode & 0o777).toString(8);
const seen = command === "apply" ? " " + mode(plan) + " " + mode(plan + ".json") + " " + mode(require("node:path").dirname(plan)) : "";
writeFileSync(process.env.FAKE_LOG + "-place", process.cwd());
appendFileSync(process.env.FAKE_LOG, command + seen + "\\n");
if (command === "show") process.stdout.write(readFileSync(process.env.FAKE_PLAN, "utf8"));
if (command === "plan") process.stderr.write(process.env.FAKE_STDERR ?? "");
if (command === "apply" && process.env.FAKE_UNSAVED) writeFileSync("errored.tfstate", "{}");
if (command === "plan") process.exitCode = Number(process.env.FAKE_CODE ?? 2);
if (command === "apply" && process.env.FAKE_UNSAVED) process.exitCode = 1;
`;

/** A repository with a past, and a Terraform that plans what a test says. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "config-"));
  readonly root = join(this.folder, "repository");
  private readonly log = join(this.folder, "log");

  constructor() {
    for (const path of [this.root, join(this.root, "node_modules")]) mkdirSync(path);
    writeFileSync(join(this.folder, "terraform"), TERRAFORM);
    chmodSync(join(this.folder, "terraform"), 0o755);
    this.git("init", "--quiet", "--initial-branch=main");
    this.commits({ "readme.md": "before this environment" });
    const ours = { scripts: { synth: "node synth.js" } };
    this.commits({
      ...{
        "package.json": JSON.stringify(ours),
        "package-lock.json": "{}",
        "synth.js": SYNTH,
        ".gitignore": "node_modules\n",
      },
      "stacks.json": '["staging", "production"]',
    });
    this.commits({ "stacks.json": '["staging"]' });
  }

  git(...args: string[]): string {
    const names = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    const { status, stdout, stderr } = spawnSync("git", [...names, ...args], { cwd: this.root, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  commits(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.root, name), text);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", `Changes ${Object.keys(files).join(", ")}`);
  }

  get ran(): string[] {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").split("\n").filter(Boolean) : [];
  }

  async runs(
    line: string,
    { plan = "nothing", types, env = {} }: { plan?: string; types?: string[]; env?: Record<string, string> } = {},
  ): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const typed = [...(types ?? [])];
    const kept = { ...process.env };
    Object.assign(process.env, {
      ...{ TERRAFORM_BINARY_NAME: join(this.folder, "terraform"), FAKE_LOG: this.log },
      ...{ FAKE_PLAN: join(recordings, `${plan}.json`), GOOGLE_OAUTH_ACCESS_TOKEN: "x", ...env },
    });
    const world = {
      ...{ root: this.root, now: new Date(), hasTerminal: types !== undefined, written },
      print: (text: string) => out.push(text),
      say: (text: string) => said.push(text),
      ask: async () => typed.shift() ?? "",
      session: () => Promise.reject(new Error("nobody is asked")),
    };
    const told = (code: number) => ({ code, out: out.join("\n"), said: said.join("\n") });
    try {
      return told(await configuredBack(world, parsed(["staging", ...line.split(" ")])));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      said.push(error.message);
      return told(error.code);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
      Object.assign(process.env, kept);
    }
  }

  /** What is left of a run: nothing, whatever happened. */
  left(): { isThere: boolean; trees: number } {
    const place = existsSync(`${this.log}-place`) ? readFileSync(`${this.log}-place`, "utf8") : undefined;
    const isThere = place !== undefined && existsSync(join(place, "../../.."));
    return { isThere, trees: this.git("worktree", "list").split("\n").length };
  }
}

let here: Place;
beforeEach(() => {
  here = new Place();
});
afterEach(() => {
  // Whatever happened, nothing of it is left behind: the plan holds secrets.
  expect(here.left()).toEqual({ isThere: false, trees: 1 });
  rmSync(here.folder, { recursive: true, force: true });
});

test("an earlier commit is planned, judged and applied from the plan that was judged, which nobody else may read", async () => {
  const { code, out, said } = await here.runs("--config HEAD~1", { types: ["staging"] });
  expect([code, here.ran]).toEqual([0, ["init", "plan", "show", "apply 600 600 700"]]);
  expect(said).toContain("Changes package.json");
  expect(out).toMatch(/SAFE +staging as in [0-9a-f]+/);
  expect(out).toContain(`git revert --no-commit ${here.git("rev-parse", "--short", "HEAD~1")}..HEAD`);
});

test("what is not committed here is no part of it, and stays", async () => {
  writeFileSync(join(here.root, "stacks.json"), '["mine"]');
  const { code, said } = await here.runs("--config HEAD", { types: ["staging"] });
  expect(code).toBe(0);
  expect(said).toContain("what is not committed here (1 file) is no part of it, and is not touched");
  expect(readFileSync(join(here.root, "stacks.json"), "utf8")).toBe('["mine"]');
});

test("where nothing would change nothing is asked", async () => {
  const { code, out } = await here.runs("--config HEAD", { types: [], env: { FAKE_CODE: "0" } });
  expect([code, here.ran]).toEqual([0, ["init", "plan", "show"]]);
  expect(out).toMatch(/staging is as [0-9a-f]+ says already: there is nothing to change/);
});

test("without a terminal it is planned and judged, and nothing is changed", async () => {
  const { code, said } = await here.runs("--config HEAD");
  expect([code, here.ran]).toEqual([0, ["init", "plan", "show"]]);
  expect(said).toMatch(
    /Nothing was changed\. To apply it: npm run rollback -- staging --config [0-9a-f]+ --yes --reason/,
  );
});

test("a danger is named by who accepts it, address by address", async () => {
  const plan = "connector-deleted";
  const refused = await here.runs("--config HEAD --yes --reason because", { plan });
  expect([refused.code, here.ran.at(-1)]).toEqual([1, "show"]);
  const [, list = ""] = /Going back loses, cuts off or replaces: (.*)/.exec(refused.said) ?? [];
  const addresses = list.split(", ");
  expect(addresses.some((one) => one.startsWith("google_vpc_access_connector."))).toBe(true);
  expect((await here.runs("--config HEAD", { plan, types: ["staging"] })).code).toBe(2);
  expect(here.ran.at(-1)).toBe("show");
  expect((await here.runs("--config HEAD", { plan, types: addresses })).code).toBe(0);
  expect(here.ran.at(-1)).toMatch(/^apply/);
});

test("somebody else's lock is told with his name and since when", async () => {
  const stderr = [
    "│ Error: Error acquiring the state lock",
    '│ Error message: writing "gs://netra-staging-terraform-state/staging/default.tflock" failed: googleapi: Error 412',
    "│ Lock Info:",
    "│   ID:        1764450000000001",
    "│   Path:      gs://netra-staging-terraform-state/staging/default.tflock",
    "│   Operation: OperationTypeApply",
    "│   Who:       ann@laptop",
    "│   Version:   1.11.4",
    "│   Created:   2026-11-29 03:12:44.123 +0000 UTC",
    "│   Info:      ",
  ].join("\n");
  const { code, said } = await here.runs("--config HEAD", { types: [], env: { FAKE_CODE: "1", FAKE_STDERR: stderr } });
  expect([code, said.split("\n").at(-1)]).toEqual([
    2,
    "the state is locked by ann@laptop since 2026-11-29 03:12:44.123 +0000 UTC (apply): wait for it to end. Where it was broken off, ask first, and then run: terraform -chdir=cdktf.out/stacks/staging force-unlock 1764450000000001",
  ]);
});

test("a state that could not be saved is kept: it is the only copy", async () => {
  const { code, said } = await here.runs("--config HEAD", { types: ["staging"], env: { FAKE_UNSAVED: "1" } });
  expect(code).toBe(2);
  expect(said).toContain("cdktf.out/stacks/staging/errored.tfstate");
  expect(existsSync(join(here.root, "cdktf.out/stacks/staging/errored.tfstate"))).toBe(true);
});

test.each([
  ["a commit that nobody knows", "--config nothing", /there is no commit nothing here: git fetch/],
  [
    "a commit from before this environment",
    "--config HEAD~2",
    /is from before this environment: it has no npm run synth/,
  ],
  ["a reason that is none", "--config HEAD~1", /that is not staging: nothing was changed/],
])("%s ends with 2", async (_, line, why) => {
  const { code, said } = await here.runs(line, { types: ["y"] });
  expect(code).toBe(2);
  expect(said).toMatch(why);
});

test("an environment that the commit does not have, and a configuration that is refused there", async () => {
  here.commits({ "stacks.json": '["production"]' });
  expect((await here.runs("--config HEAD", { types: [] })).said).toMatch(
    /has no environment staging: it has production/,
  );
  here.commits({ "stacks.json": "[]" });
  expect((await here.runs("--config HEAD", { types: [] })).said).toMatch(/is refused where it is synthesized/);
});

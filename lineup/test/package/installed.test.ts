import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { sizeOf, temporaryFolder } from "../../../test/support/folder";
import { itNeeds, type Need } from "../../../test/support/needs";

const root = join(__dirname, "../../..");
const folder = temporaryFolder();
const MEGABYTE = 1_000_000;

/** npm as a user calls it, of the Node that runs this test. */
function npm(cwd: string, ...args: string[]) {
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    npm_config_update_notifier: "false",
  };
  return spawnSync("npm", args, { cwd, env, encoding: "utf8", timeout: 240_000 });
}

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

const packed: Packed = packedInto(folder);
const empty = project("empty");
const terraform = project("terraform");
const parser = installed(empty, terraform);

function packedInto(place: string): Packed {
  const { status, stdout, stderr } = npm(root, "pack", "--workspace", "lineup", "--pack-destination", place, "--json");
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  return reported(stdout);
}

/** npm 11 prints a list, npm 12 an object by name; before it may stand what scripts have said. */
function reported(stdout: string): Packed {
  const said: Packed[] | Record<string, Packed> = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
  const [first] = Array.isArray(said) ? said : Object.values(said);
  if (!first) throw new Error(`npm pack reported no package: ${stdout}`);
  return first;
}

function project(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, "package.json"), "{}");
  return place;
}

/** The parser of HCL is a package of its own; it comes from npm's cache, or from its registry. */
function installed(...places: string[]): Need {
  for (const place of places) {
    const args = ["install", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1", "--no-audit", "--no-fund"];
    const { status, stderr } = npm(place, ...args, join(folder, packed.filename));
    if (status !== 0) return { missing: `npm cannot install @cdktn/hcl2json here: ${/E[A-Z]{3,}/.exec(stderr)?.[0]}` };
  }
  return { missing: undefined };
}

const npx = (cwd: string, ...args: string[]) => {
  const { status, stdout, stderr } = npm(cwd, "exec", "--no", "--", "lineup", ...args);
  return { status, stdout, stderr };
};

test("the package holds what it needs to run, its types and its documents, and neither sources nor tests", () => {
  const paths = packed.files.map(({ path }) => path).sort();
  for (const needed of [
    ...["LICENSE", "README.md", "CHANGELOG.md", "package.json", "bin/lineup.js", "bin/github.js", "bin/bundle.js"],
    ...["dist/lineup.js", "dist/lineup.js.map", "dist/lineup.d.ts", "dist/LICENSES.txt", "schemas/verify-1.json"],
  ]) {
    expect(paths).toContain(needed);
  }
  expect(paths.filter((path) => /^(src|test)\/|(?<!\.d)\.ts$|inputs\.json|build\.js/.test(path))).toEqual([]);
});

test("packed it has at most 1 MB, and 3 MB with the parser of HCL", () => {
  expect(packed.size).toBeLessThan(MEGABYTE);
  const hcl = packedSize(dirname(require.resolve("@cdktn/hcl2json/package.json")));
  expect(packed.size + hcl).toBeLessThan(3 * MEGABYTE);
});

function packedSize(place: string): number {
  return reported(npm(place, "pack", "--dry-run", "--ignore-scripts", "--json").stdout).size;
}

test("no file of it knows where it was built", () => {
  const unpacked = join(folder, "unpacked");
  mkdirSync(unpacked);
  spawnSync("tar", ["xf", join(folder, packed.filename), "-C", unpacked]);
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const knowing = files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(root));
  expect(knowing.map((file) => relative(unpacked, file))).toEqual([]);
});

test("a package of which a part is missing judges nothing", () => {
  cpSync(join(root, "lineup/bin"), join(folder, "half/bin"), { recursive: true });
  const args = [join(folder, "half/bin/lineup.js"), "verify", join(root, "corpus/samples/verify/ok.json")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: "lineup: Cannot find module '../dist/lineup.js'\n",
  });
});

itNeeds(parser, "installed it has at most 15 MB, with all that it needs", () => {
  expect(sizeOf(join(empty, "node_modules"))).toBeLessThan(15 * MEGABYTE);
});

itNeeds(parser, "in an empty folder it judges a plan, and without input says what it takes", () => {
  cpSync(join(root, "corpus/samples/verify/ok.json"), join(empty, "plan.json"));
  expect(npx(empty, "verify", "plan.json")).toMatchObject({ status: 0, stdout: expect.stringContaining("REACHABLE") });
  const { status, stdout, stderr } = npx(empty, "verify");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("name a folder of Terraform");
});

itNeeds(parser, "in a repository of plain HCL it judges its folder, in lines of its files", () => {
  cpSync(join(root, "corpus/verify/hcl/hcl-range-by-local"), join(terraform, "infra"), { recursive: true });
  const { status, stdout } = npx(terraform, "verify", "infra", "--format", "json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout).inputs[0].paths[0].causes[0].source.file).toMatch(/^infra\/.*\.tf$/);
  expect(npx(terraform, "verify")).toMatchObject({ status: 2, stdout: "" });
});

itNeeds(parser, "a program asks it by its API, from CommonJS and from ECMAScript modules", () => {
  const plan = join(root, "corpus/samples/verify/deny-higher-priority.json");
  const ask = `verify(${JSON.stringify(plan)}).then(({ verdict }) => console.log(verdict))`;
  writeFileSync(join(empty, "ask.cjs"), `const { verify } = require("lineup"); ${ask};`);
  writeFileSync(join(empty, "ask.mjs"), `import { verify } from "lineup"; ${ask};`);
  for (const file of ["ask.cjs", "ask.mjs"]) {
    const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: empty, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "blocked\n", stderr: "" });
  }
  expect(existsSync(join(empty, "node_modules/lineup/schemas/review-1.json"))).toBe(true);
});

itNeeds(parser, "the types of its API are complete in themselves", () => {
  const use = `import { drift, review, UnusableInput, verify, type DriftReport, type ReviewReport, type VerifyReport } from "lineup";
    export const judged: Promise<VerifyReport> = verify({}, { variables: { a: "b" }, houseRules: true });
    export const reviewed: Promise<ReviewReport> = review("plan.json", { config: ".", exceptions: "e.json" });
    export const drifted: Promise<DriftReport> = drift("plan.json", { log: "plan.jsonl" });
    export const code = (it: VerifyReport) => it.inputs[0]?.paths[0]?.causes[0]?.code satisfies string | undefined;
    export const isUnusable = (error: unknown) => error instanceof UnusableInput;
    // @ts-expect-error verdicts are a closed list
    export const wrong = (it: VerifyReport) => it.verdict === "perfect";`;
  writeFileSync(join(empty, "use.mts"), use);
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "use.mts"];
  const { status, stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options], {
    cwd: empty,
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

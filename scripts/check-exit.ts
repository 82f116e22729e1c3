import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { dependencies } from "../package.json";
import { npmInstall } from "./npm";
import { differences } from "./stack-difference";

/**
 * cdktf is archived; cdktn continues it. Checks that the app can be moved: the same sources, installed with cdktn under
 * the name of cdktf, synthesize the same stacks. Exit 1 where they do not, 2 where nothing could be compared.
 */
const SUCCESSOR = { name: "cdktn", alias: "npm:cdktn@0.24.0" };
/** What main.ts needs besides what it imports. */
const BESIDE = ["build/bundle.js", "build/run.js", "tsconfig.json", "cdktf.json", "stacks/.terraform.lock.hcl"];

// An interrupted child ends the comparison; ending here with it would leave the folder behind.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
const folder = mkdtempSync(join(tmpdir(), "exit-"));
try {
  process.exitCode = compare(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare(folder: string): number {
  const there = join(folder, "there");
  for (const file of [...sourcesOf("main.ts"), ...BESIDE]) {
    mkdirSync(dirname(join(there, file)), { recursive: true });
    cpSync(file, join(there, file));
  }
  const installed = install(there);
  if (!installed) {
    return say(
      `npm could not install ${SUCCESSOR.alias} in cdktf's place, so nothing was compared - is its registry reachable?`,
      2,
    );
  }
  const ours = synthesize(".", join(folder, "ours"));
  if (!ours) return say("these sources do not synthesize here, so nothing was compared - npm run synth says why", 1);
  const theirs = synthesize(there, join(folder, "theirs"));
  if (!theirs) return say(`these sources do not synthesize with ${installed}`, 1);

  const problems = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((name) => {
    const found = differences(ours[name] ?? {}, theirs[name] ?? {});
    console.log(found.length === 0 ? `${name}: identical` : `${name}: differs\n  ${found.join("\n  ")}`);
    return found;
  });
  if (problems.length > 0) return say(`${installed} does not synthesize what cdktf ${dependencies.cdktf} does`, 1);
  console.log(`${installed} synthesizes what cdktf ${dependencies.cdktf} does`);
  return 0;
}

/** The file and everything it imports from this repository, however far away. */
function sourcesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/\b(?:from|import) ?\(?"(\.[^"]+)"/g)) {
    const imported = normalize(join(dirname(file), path));
    const candidates = [imported, `${imported}.ts`, join(imported, "index.ts")];
    const source = candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(candidate));
    if (source) sourcesOf(source, found);
  }
  return found;
}

/** What is installed under cdktf's name, for the sources and for the provider alike; undefined where it failed. */
function install(there: string): string | undefined {
  const manifest = {
    private: true,
    dependencies: { ...dependencies, cdktf: SUCCESSOR.alias },
    // Without them the provider's peer dependencies would bring cdktf back, and a second tree of constructs.
    overrides: { cdktf: "$cdktf", constructs: "$constructs" },
  };
  writeFileSync(join(there, "package.json"), JSON.stringify(manifest));
  const npm = npmInstall(there);
  const [sources, provider] = npm.status === 0 ? [cdktfFor(there), cdktfFor(there, "@cdktf/provider-google")] : [];
  if (sources && sources.path === provider?.path && sources.name === SUCCESSOR.name) {
    return `${sources.name} ${sources.version}`;
  }
  process.stderr.write(npm.stderr);
  return undefined;
}

function cdktfFor(there: string, dependent = ""): { path: string; name: string; version: string } {
  const from = join(there, dependent && `node_modules/${dependent}`, "package.json");
  const path = join(dirname(createRequire(from).resolve("cdktf")), "..", "package.json");
  const { name, version } = JSON.parse(readFileSync(path, "utf8"));
  return { path, name, version };
}

type Stacks = Record<string, Record<string, unknown>>;

function synthesize(cwd: string, outdir: string): Stacks | undefined {
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  const { status } = spawnSync(process.execPath, ["build/run.js", "main.ts"], { cwd, env, stdio: "inherit" });
  if (status !== 0) return undefined;
  const json = (path: string) => JSON.parse(readFileSync(join(outdir, path), "utf8"));
  const stacks: [string, { synthesizedStackPath: string }][] = Object.entries(json("manifest.json").stacks);
  return Object.fromEntries(stacks.map(([name, { synthesizedStackPath }]) => [name, json(synthesizedStackPath)]));
}

function say(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}

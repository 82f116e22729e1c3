import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { base } from "../corpus/verify/base";
import {
  COMMAND,
  folder as fixtures,
  type Input,
  indexFile,
  inputs,
  PROVIDER,
  planFile,
  type Recorded,
  readIndex,
  staleness,
} from "../corpus/verify/recordings";

/**
 * `npm run record [-- --all]`: has real terraform plan every fault of the matrix whose recording is not current. The
 * plans only create, so no API is asked: the token is none, and every endpoint is a closed port of this machine.
 * Exit 1 where terraform refuses a fault, 2 where there is no terraform or no provider to plan with.
 */
const NOWHERE = "http://127.0.0.1:9/";
const SERVICES = [
  "COMPUTE",
  "REDIS",
  "VPC_ACCESS",
  "CLOUD_RUN",
  "CLOUD_RUN_V2",
  "SERVICE_NETWORKING",
  "SECRET_MANAGER",
];
const OTHERS = ["NETWORK_CONNECTIVITY", "RESOURCE_MANAGER", "MEMORYSTORE", "SERVICE_USAGE", "CLOUD_RESOURCE_MANAGER"];

class Missing extends Error {}

// An interruption is noticed between two plans: ending at once would leave the folder behind.
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const work = mkdtempSync(join(tmpdir(), "record-"));
record(process.argv.includes("--all"))
  .catch((error: Error) => {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    return 2;
  })
  .then((code) => {
    process.exitCode = code;
  })
  .finally(() => rmSync(work, { recursive: true, force: true }));

async function record(all: boolean): Promise<number> {
  const known = inputs();
  const index = readIndex();
  forget(known, index);
  const stale = known.filter((input) => all || staleness(input, index[input.id]) !== undefined);
  if (stale.length > 0) {
    const terraform = prepare();
    console.log(`terraform ${terraform}, google ${PROVIDER}: ${COMMAND}`);
    let refused = 0;
    for (const input of stale) {
      refused += plan(input, terraform, index) ? 0 : 1;
      await setImmediate();
      if (interrupted) return 130;
    }
    console.log(`recorded ${stale.length - refused}, refused ${refused}`);
    if (refused > 0) return 1;
  }
  console.log(`${known.length} plans are current`);
  return 0;
}

/** A recording of a fault that is no more goes as well. */
function forget(known: Input[], index: Record<string, Recorded>): void {
  mkdirSync(fixtures, { recursive: true });
  const ids = new Set(known.map(({ id }) => id));
  const files = readdirSync(fixtures).map((name) => name.replace(/\.json$/, ""));
  for (const id of new Set([...files, ...Object.keys(index)])) {
    if (id === "index" || ids.has(id)) continue;
    rmSync(planFile(id), { force: true });
    delete index[id];
    console.log(`removed ${id}`);
  }
  write(index);
}

/** Installs the provider once; every fault is then planned in the same folder. Returns terraform's version. */
function prepare(): string {
  const { terraform: settings } = base;
  writeFileSync(join(work, "main.tf.json"), JSON.stringify({ terraform: settings }));
  const init = terraform("init", "-input=false", "-no-color");
  if (init.error) throw new Missing("terraform is not installed, so nothing was recorded");
  if (init.status !== 0) {
    process.stderr.write(init.stderr);
    throw new Missing(`terraform could not install google ${PROVIDER}, so nothing was recorded`);
  }
  const { terraform_version: version, provider_selections: providers } = JSON.parse(
    terraform("version", "-json").stdout,
  );
  const [installed] = Object.entries(providers).flatMap(([name, version]) =>
    name.endsWith("google") ? [version] : [],
  );
  if (installed !== PROVIDER)
    throw new Missing(`google ${PROVIDER} was asked for and ${installed} came, so nothing was recorded`);
  return version;
}

function plan({ id, files, hash }: Input, version: string, index: Record<string, Recorded>): boolean {
  for (const name of readdirSync(work)) {
    if (!name.startsWith(".terraform")) rmSync(join(work, name), { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  // Only a root written by hand has modules, and only those must be made known.
  const got = "main.tf.json" in files ? undefined : terraform("get", "-no-color");
  const planned = got?.status ? got : terraform("plan", "-input=false", "-lock=false", "-no-color", "-out=plan.tfplan");
  const shown = planned.status === 0 ? terraform("show", "-json", "plan.tfplan") : planned;
  console.log(`${shown.status === 0 ? "recorded" : "refused "} ${id}`);
  if (shown.status !== 0) {
    process.stderr.write(shown.stderr);
    return false;
  }
  writeFileSync(planFile(id), shown.stdout);
  index[id] = { command: COMMAND, input: hash, terraform: version, provider: PROVIDER };
  write(index);
  return true;
}

function write(index: Record<string, Recorded>): void {
  const sorted = Object.entries(index).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(indexFile, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
}

function terraform(...args: string[]) {
  return spawnSync("terraform", args, {
    cwd: work,
    env: environment(),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Nothing of the caller's that could change a plan, and nobody to talk to. */
function environment(): NodeJS.ProcessEnv {
  const foreign = /^(TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE|GOOGLE_|CLOUDSDK_|GCLOUD_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const endpoints = [...SERVICES, ...OTHERS].map((service) => [`GOOGLE_${service}_CUSTOM_ENDPOINT`, NOWHERE]);
  return {
    ...Object.fromEntries([...kept, ...endpoints]),
    TF_DATA_DIR: join(work, ".terraform"),
    CHECKPOINT_DISABLE: "1",
    GOOGLE_OAUTH_ACCESS_TOKEN: "recording",
  };
}

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Answer } from "./typed";

export interface StackMistake {
  about: string;
  file: string;
  /** What is written right, and what somebody writes instead. */
  right: string;
  wrong: string;
}

const STACK = "stacks/environment-stack.ts";

export const STACK_MISTAKES: readonly StackMistake[] = [
  { about: "A comma is missing", file: STACK, right: "name: names.network,", wrong: "name: names.network" },
  { about: "A variable that there is not", file: STACK, right: "{ through: connector,", wrong: "{ through: conector," },
  { about: "A setting that there is not", file: STACK, right: "env.cloudSql.ports", wrong: "env.cloudsql.ports" },
  {
    about: "A network by hand",
    file: STACK,
    right: "      network,\n      services:",
    wrong: '      network: "staging-vpc",\n      services:',
  },
  {
    about: "A service without a connector",
    file: STACK,
    right: "connector: settings.redis ? {",
    wrong: "connector: !settings.redis ? {",
  },
  { about: "A Redis that no service connects to", file: STACK, right: "connectTo(cache)", wrong: "toString()" },
  {
    about: "A name that there is not, in an environment",
    file: "environments/staging.ts",
    right: "memoryGb: 1,",
    wrong: "memoryGb: GB,",
  },
  {
    about: "A service that is public without a word",
    file: "environments/staging.ts",
    right:
      '      publicBecause: "People sign in here, in browsers that have no identity of Google\'s that Cloud Run could check.",\n',
    wrong: "",
  },
  {
    about: "Everybody as a member",
    file: "environments/staging.ts",
    right: "public: true,",
    wrong: 'public: ["allUsers"],',
  },
  { about: "A value that is refused", file: "environments/staging.ts", right: "10.2.0.0/28", wrong: "10.2.0.0/24" },
  {
    about: "A variable is required that nothing gives",
    file: "environments/staging.ts",
    right: 'requires: ["ENVIRONMENT", "API_BASE_URL"],',
    wrong: 'requires: ["ENVIRONMENT", "API_BASE_URL", "SESSION_SIGNER"],',
  },
  {
    about: "An address where a host name belongs",
    file: "environments/staging.ts",
    right: '"api.staging.netrasystems.ai"]',
    wrong: '"https://api.staging.netrasystems.ai/"]',
  },
  {
    about: "A pin to a revision of another service, for ever",
    file: "environments/staging.ts",
    right: '      domains: ["app.staging.netrasystems.ai"],\n',
    wrong:
      '      traffic: { revision: "netra-auth-service-00041-abc", reason: "Sign-in is broken since", until: "2999-12-31" },\n',
  },
];

const ROOT = resolve(__dirname, "../..");
const PARTS = [
  "addressing",
  "build",
  "constructs",
  "environments",
  "facts",
  "lineup/src",
  "lineup/package.json",
  "probe",
  "watch",
];
const FILES = ["stacks", "synthesis", "main.ts", "package.json"];

/** What `npm run synth` answers in a copy of this repository in which the mistake was made. */
export function synthesisOf({ file, right, wrong }: StackMistake): Answer {
  const folder = mkdtempSync(join(tmpdir(), "mistake-"));
  try {
    for (const part of [...PARTS, ...FILES]) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: (path) => !/\/build\/out/.test(path) });
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const text = readFileSync(join(folder, file), "utf8");
    if (!text.includes(right)) throw new Error(`${file} does not hold ${JSON.stringify(right)}`);
    writeFileSync(
      join(folder, file),
      text.replace(right, () => wrong),
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ["build/run.js", "main.ts"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    });
    return { exitCode: status ?? -1, shown: `${stdout}${stderr}`.replaceAll(folder, "/home/you/shop").trimEnd() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

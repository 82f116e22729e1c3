import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scripts } from "../../package.json";

jest.setTimeout(60_000);

const SECRET = "ya29.not-to-be-seen";
/** Answers as terraform would and writes down where it was called and how. */
const FAKE = `#!/bin/sh
echo "\${0##*/} in \${PWD##*/}: $*" >> "$RECORD"
if [ "$1" = init ]; then
  printf '%s' "$INIT_STDERR" >&2
  exit "\${INIT_CODE:-0}"
fi
if [ -n "$WAITS" ]; then
  trap 'echo released the lock; exit 7' INT
  echo started
  turns=0
  while [ $turns -lt 5000000 ]; do turns=$((turns + 1)); done
fi
exit "\${CODE:-0}"
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terraform-"));
  for (const part of ["bin", "empty", "home"]) mkdirSync(join(folder, part));
  for (const name of ["terraform", "tofu"]) writeFileSync(join(folder, "bin", name), FAKE, { mode: 0o755 });
  writeFileSync(join(folder, "record"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing of this machine's: not its terraform, not its credentials, not its terminal. */
const env = (changes: Record<string, string>) => ({
  PATH: join(folder, "bin"),
  HOME: join(folder, "home"),
  CDKTF_OUTDIR: join(folder, "out"),
  RECORD: join(folder, "record"),
  NO_GCE_CHECK: "true",
  GOOGLE_OAUTH_ACCESS_TOKEN: SECRET,
  ...changes,
});

const commandOf = (script: "plan" | "deploy" | "destroy") => scripts[script].split(" ").slice(1);

function npmRun(script: "plan" | "deploy" | "destroy", args: string[], changes: Record<string, string> = {}) {
  const command = [...commandOf(script), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env: env(changes),
    encoding: "utf8",
    input: "",
  });
  expect(`${stdout}${stderr}`).not.toContain(SECRET);
  return { status, stderr, calls: calls() };
}

const calls = () => readFileSync(join(folder, "record"), "utf8").split("\n").filter(Boolean);

test("plan: synthesizes, and runs init and plan in the stack's folder", () => {
  expect(npmRun("plan", ["staging", "-out=reviewed.tfplan", "-lock=false"])).toEqual({
    status: 0,
    stderr: "",
    calls: ["terraform in staging: init -input=false", "terraform in staging: plan -out=reviewed.tfplan -lock=false"],
  });
  expect(JSON.parse(readFileSync(join(folder, "out/stacks/staging/cdk.tf.json"), "utf8")).resource).toBeDefined();
});

test("deploy is apply, for the bootstrap stack too, with the program of TERRAFORM_BINARY_NAME", () => {
  const { status, calls } = npmRun("deploy", ["staging-bootstrap", "-auto-approve"], { TERRAFORM_BINARY_NAME: "tofu" });
  expect(status).toBe(0);
  expect(calls).toEqual([
    "tofu in staging-bootstrap: init -input=false",
    "tofu in staging-bootstrap: apply -auto-approve",
  ]);
});

test("destroy of a protected environment says first what has to be deployed before", () => {
  const { status, stderr, calls } = npmRun("destroy", ["production", "-auto-approve"], { CODE: "1" });
  expect(status).toBe(1);
  expect(stderr).toContain('say destroyable: { reason: "..." } in environments/production.ts and deploy that first');
  expect(calls.at(-1)).toBe("terraform in production: destroy -auto-approve");
});

test("terraform's exit code is passed on: 2 is a plan with changes under -detailed-exitcode", () => {
  expect(npmRun("plan", ["staging", "-detailed-exitcode"], { CODE: "2" })).toMatchObject({ status: 2, stderr: "" });
  expect(npmRun("plan", ["staging"], { INIT_CODE: "3", INIT_STDERR: "Error: state lock" })).toMatchObject({
    status: 3,
    stderr: "Error: state lock",
  });
});

test.each<[string, Parameters<typeof npmRun>, string]>([
  ["no stack", ["plan", []], "which stack? - npm run plan -- STACK, where STACK is one of: production, "],
  ["an unknown stack", ["plan", ["stagin"]], 'there is no stack "stagin"'],
  ["no terraform", ["plan", ["staging"], { PATH: "/nowhere" }], "terraform is not installed"],
  ["no such program", ["plan", ["staging"], { TERRAFORM_BINARY_NAME: "toofu" }], "TERRAFORM_BINARY_NAME names a"],
  ["no credentials", ["plan", ["staging"], { GOOGLE_OAUTH_ACCESS_TOKEN: "" }], "gcloud auth application-default login"],
  ["no terminal to approve in", ["deploy", ["staging"]], "npm run deploy -- staging -auto-approve"],
])("%s: one sentence, exit 2, and terraform is not called", (_, call, sentence) => {
  const { status, stderr, calls } = npmRun(...call);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(calls).toEqual([]);
});

test.each([
  [
    "no bucket",
    "Error: querying Cloud Storage failed: storage: bucket doesn't exist",
    "bootstrap -- staging --repository",
  ],
  ["no provider", "Error: Failed to query available provider packages", "TF_CLI_CONFIG_FILE"],
])("%s: terraform's own words, then the way out, exit 2", (_, words, wayOut) => {
  const { status, stderr, calls } = npmRun("plan", ["staging"], { INIT_CODE: "1", INIT_STDERR: words });
  expect(status).toBe(2);
  expect(stderr.indexOf(words)).toBe(0);
  expect(stderr).toContain(wayOut);
  expect(calls).toEqual(["terraform in staging: init -input=false"]);
});

test("Ctrl-C reaches terraform, and the end waits for it", async () => {
  const command = [...commandOf("plan"), "staging"];
  const child = spawn(process.execPath, command, {
    env: env({ WAITS: "yes" }),
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = await interruptOnceStarted(child);
  expect(output).toEqual({ code: 7, stdout: expect.stringMatching(/started\nreleased the lock\n$/) });
});

function interruptOnceStarted(child: ChildProcess) {
  let stdout = "";
  return new Promise((done) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      // The whole process group, as a terminal does it.
      if (text.includes("started") && child.pid) process.kill(-child.pid, "SIGINT");
    });
    child.on("close", (code) => done({ code, stdout }));
  });
}

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { scripts } from "../../package.json";

jest.setTimeout(60_000);

/** Answers as terraform would; its apply goes on until it is interrupted, and says how often that was. */
const FAKE = `#!/bin/sh
echo "$*" >> "$RECORD"
case "$1 $2" in
  "version -json") echo '{"terraform_version": "0.0.0"}' ;;
  init*) [ -z "$NO_PROVIDER" ] ;;
  apply*)
    trap 'echo interrupted >> "$RECORD"; exit 1' INT
    echo "$$ $GOOGLE_REDIS_CUSTOM_ENDPOINT $GOOGLE_APPLICATION_CREDENTIALS" > "$RECORD.apply"
    while true; do sleep 0.1; done ;;
esac
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rehearse-"));
  for (const part of ["bin", "root", "tmp"]) mkdirSync(join(folder, part));
  writeFileSync(join(folder, "root/cdk.tf.json"), JSON.stringify({ terraform: {} }));
  writeFileSync(join(folder, "record"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const withTerraform = () => writeFileSync(join(folder, "bin/terraform"), FAKE, { mode: 0o755 });
const env = (changes: Record<string, string> = {}) => ({
  PATH: `${join(folder, "bin")}:/bin:/usr/bin`,
  TMPDIR: join(folder, "tmp"),
  RECORD: join(folder, "record"),
  REHEARSAL_OUT: join(folder, "out"),
  GOOGLE_APPLICATION_CREDENTIALS: "/the/callers/own",
  ...changes,
});
const command = (...args: string[]) => [...scripts.rehearse.split(" ").slice(1), ...args];
const rehearse = (args: string[], changes: Record<string, string> = {}) =>
  spawnSync(process.execPath, command(...args), { env: env(changes), encoding: "utf8" });

test("without terraform and tofu: exit 2, and where to get one", () => {
  const { status, stdout, stderr } = rehearse(["life"], { PATH: join(folder, "bin") });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/neither terraform nor tofu is installed: https:/);
});

test("without the provider: exit 2, and where it comes from", () => {
  withTerraform();
  const { status, stderr } = rehearse(["life"], { NO_PROVIDER: "1" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/could not install the provider google 6\.50\.0: .*TF_CLI_CONFIG_FILE/);
});

test("a scenario that does not exist: exit 2, and which there are", () => {
  const { status, stderr } = rehearse(["everything"]);
  expect(status).toBe(2);
  for (const name of ["life", "incident", "faults", "replay PATH"]) expect(stderr).toContain(`rehearse -- ${name}`);
});

describe("Ctrl-C", () => {
  let rehearsal: ChildProcess;
  afterEach(() => rehearsal.kill("SIGKILL"));

  test("interrupts terraform once, and leaves no child, no server and no folder behind", async () => {
    withTerraform();
    rehearsal = spawn(process.execPath, command("replay", join(folder, "root")), { env: env(), stdio: "ignore" });
    const ended = new Promise((done) => rehearsal.once("close", done));
    while (!existsSync(join(folder, "record.apply"))) await sleep(20);
    await sleep(100);
    const [pid, endpoint, credentials] = readFileSync(join(folder, "record.apply"), "utf8").trim().split(" ");
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/redis\/v1\/$/);
    expect(credentials).toBeUndefined();
    expect((await fetch(`${endpoint}projects/p/locations/l/instances`)).status).toBe(200);

    rehearsal.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(readFileSync(join(folder, "record"), "utf8").match(/interrupted/g)).toHaveLength(1);
    expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
    await expect(fetch(String(endpoint))).rejects.toThrow();
    expect(readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("rehearsal-"))).toEqual([]);
  });
});

test("the rehearsal's folder for what is kept is not under version control", () => {
  const root = join(dirname(require.resolve("../../package.json")));
  expect(readFileSync(join(root, ".gitignore"), "utf8").split("\n")).toContain("rehearsal/out/");
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, ref } from "./matrix/base";

const root = join(__dirname, "../..");
const corpus = (name: string) => join(root, "test/fixtures/corpus/verify", `${name}.json`);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lineup = (args: string[], input?: string) =>
  spawnSync(process.execPath, ["bin/lineup.js", ...args], { cwd: root, encoding: "utf8", input });
const written = (name: string, json: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  return file;
};

describe("the exit code says", () => {
  test.each<[number, string, () => string[]]>([
    [0, "a path that arrives", () => [corpus("ok")]],
    [1, "a path that is cut", () => [corpus("no-connector")]],
    [3, "what cannot be told", () => [corpus("deny-half-of-range-host-unknown")]],
    [3, "that there is nothing to judge", () => [written("empty.json", { format_version: "1.0" })]],
    [0, "that nothing was allowed", () => ["--allow-none", written("empty.json", { format_version: "1.0" })]],
    [2, "input that is nothing", () => [written("nothing.json", {})]],
    [2, "a file that is not there", () => [join(folder, "absent.json")]],
    [2, "an option nobody knows", () => ["--colour", corpus("ok")]],
    [
      1,
      "the worst of several: blocked over unknown",
      () => [corpus("deny-half-of-range-host-unknown"), corpus("no-connector")],
    ],
    [
      2,
      "the worst of several: unusable over blocked",
      () => [corpus("no-connector"), written("half.json", '{"resource":')],
    ],
    [0, "a warning without --strict", () => [written("literal.tf.json", base)]],
  ])("%i for %s", (code, _, args) => {
    const { status, stderr } = lineup(["verify", ...args()]);
    expect(status).toBe(code);
    expect(stderr).not.toContain("    at ");
    expect(stderr !== "").toBe(code === 2);
  });
});

test("standard input is an input", () => {
  const { status, stdout } = lineup(["verify", "-", "--format", "json"], readFileSync(corpus("ok"), "utf8"));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "lineup/verify/1",
    verdict: "reachable",
    inputs: [{ kind: "plan" }],
  });
});

test("an output file is whole, and where it cannot be written nothing is", () => {
  const file = join(folder, "report.json");
  expect(lineup(["verify", corpus("no-connector"), "--format", "json", "--output", file])).toMatchObject({
    status: 1,
    stdout: "",
  });
  expect(JSON.parse(readFileSync(file, "utf8")).verdict).toBe("blocked");
  const nowhere = lineup(["verify", corpus("ok"), "--output", join(folder, "absent", "report.txt")]);
  expect(nowhere).toMatchObject({ status: 2, stdout: "" });
});

test("a path nobody declared can be asked for", () => {
  const addresses = ["--from", "google_cloud_run_v2_service.api", "--to", "google_redis_instance.cache"];
  expect(lineup(["verify", corpus("ok"), ...addresses]).status).toBe(0);
  expect(lineup(["verify", corpus("ok"), "--from", "google_cloud_run_v2_service.absent"])).toMatchObject({ status: 2 });
});

test("an error finding fails with --strict", () => {
  const bare = structuredClone(base);
  delete bare.resource.google_redis_instance.cache.depends_on;
  const file = written("unordered.tf.json", bare);
  expect(lineup(["verify", file]).status).toBe(0);
  expect(lineup(["verify", "--strict", file]).status).toBe(1);
});

test("with --config a plan is judged by the expressions it has lost, and causes name lines", () => {
  const config = join(root, "test/fixtures/corpus/verify");
  expect(lineup(["verify", "--config", config, corpus("ok")])).toMatchObject({ status: 2 });
  const stack = written("main.tf.json", base);
  writeFileSync(join(folder, "sources.json"), JSON.stringify({ "google_cloud_run_v2_service.api": "stacks/app.ts:7" }));
  const { stdout } = lineup(["verify", "--config", stack, corpus("no-connector"), "--format", "json"]);
  const [cause] = JSON.parse(stdout).inputs[0].paths[0].causes;
  expect(cause).toMatchObject({ code: "VPC_CONNECTOR_NOT_SET", source: { file: "stacks/app.ts", line: 7 } });
});

test("the diagram is Mermaid", () => {
  const { status, stdout } = lineup(["diagram", corpus("no-connector")]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^flowchart LR\n/);
});

test("a secret in the input is in no output", () => {
  const leaky = structuredClone(base);
  const [container] = [leaky.resource.google_cloud_run_v2_service.api.template.containers].flat();
  container.env.push({ name: "REDIS_URL", value: `redis://:hunter2@${ref("google_redis_instance.cache.host")}:6379` });
  container.env.push({ name: "API_TOKEN", value: "hunter2" });
  const file = written("leaky.tf.json", leaky);
  for (const format of ["text", "json", "markdown", "sarif"]) {
    const { stdout, stderr } = lineup(["verify", file, "--format", format]);
    expect(stdout.length).toBeGreaterThan(0);
    expect(`${stdout}${stderr}`).not.toContain("hunter2");
  }
  expect(lineup(["diagram", file]).stdout).not.toContain("hunter2");
});

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { API, base, CACHE } from "../../corpus/verify/base";
import { typed } from "./commands/process";
import { corpus, inventory, lineup, parsed } from "./inputs";

const OK = corpus("verify/ok");
const BLOCKED = corpus("verify/no-connector");
const UNKNOWN = corpus("verify/deny-half-of-range-host-unknown");

let folder: string;
let NOTHING: string;
let UNUSABLE: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-"));
  NOTHING = written("empty-state.json", { format_version: "1.0" });
  UNUSABLE = written("nothing.json", {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
}

test.each<[string, () => string[]]>([
  ["synth", () => [written("main.tf.json", base)]],
  ["synth", () => [asFolder()]],
  ["plan", () => [OK]],
  ["state", () => [corpus("state/applied")]],
  ["inventory", () => [written("live.json", inventory())]],
])("reads a %s for what its content says", async (kind, args) => {
  const { status, stdout } = await typed(["verify", "--format", "json", ...args()]);
  expect(JSON.parse(stdout).inputs).toMatchObject([{ kind, verdict: "reachable", paths: [{ to: CACHE }] }]);
  expect(status).toBe(0);
});

/** One root, spread over two files, with a sources.json and something else beside them. */
function asFolder(): string {
  const path = join(folder, "stack");
  mkdirSync(path, { recursive: true });
  const { google_redis_instance, ...resource } = base.resource;
  writeFileSync(join(path, "cache.tf.json"), JSON.stringify({ resource: { google_redis_instance } }));
  writeFileSync(join(path, "cdk.tf.json"), JSON.stringify({ ...base, resource }));
  writeFileSync(join(path, "sources.json"), JSON.stringify({ [CACHE]: "stacks/app.ts:12" }));
  copyFileSync(OK, join(path, "plan.json"));
  return path;
}

/** Another root: none of its addresses is in the others. */
function farAway(): string {
  const far = { name: "far", location: "europe-west1", template: { containers: [{ image: "hello" }] } };
  return written("far.tf.json", { resource: { google_cloud_run_v2_service: { far } } });
}

test.each<[number, string, () => string[]]>([
  [2, "unusable over blocked over unknown over nothing over good", () => [OK, NOTHING, UNKNOWN, BLOCKED, UNUSABLE]],
  [1, "blocked over unknown over nothing over good", () => [OK, NOTHING, UNKNOWN, BLOCKED]],
  [3, "unknown over nothing over good", () => [OK, NOTHING, UNKNOWN]],
  [3, "nothing to judge over good", () => [OK, NOTHING]],
  [0, "good, where nothing to judge is allowed", () => ["--allow-none", OK, NOTHING]],
  [3, "unknown, which --allow-none does not lift", () => ["--allow-none", UNKNOWN, NOTHING]],
  [2, "standard input named twice", () => ["-", "-"]],
  [2, "a format that nobody knows", () => ["--format", "xml", OK]],
  [2, "--config without a plan", () => ["--config", OK]],
  [2, "--config that is no configuration", () => ["--config", OK, OK]],
  [2, "--from that is not in the input", () => ["--from", "google_cloud_run_v2_service.absent", OK]],
  [2, "--to that is not in the input", () => ["--to", "google_redis_instance.absent", OK]],
  [2, "--from that is no service", () => ["--from", CACHE, OK]],
  [2, "--to that is no Redis", () => ["--to", API, OK]],
  [
    2,
    "--from and --to that no one input holds",
    () => ["--from", "google_cloud_run_v2_service.far", "--to", CACHE, farAway(), NOTHING],
  ],
  [0, "--from and --to that every input holds", () => ["--from", API, "--to", CACHE, OK, OK]],
  [1, "--from that one of the inputs holds", () => ["--from", API, farAway(), BLOCKED]],
  [3, "--from that one of the inputs holds, and nothing to judge in the other", () => ["--from", API, farAway(), OK]],
  [2, "--exceptions, which is for review and drift", () => ["--exceptions", "exceptions.json", OK]],
])("exits %i for %s", async (code, _, args) => {
  const { status, stdout, stderr } = await typed(["verify", ...args()]);
  expect(status).toBe(code);
  expect(stdout === "").toBe(code === 2);
  expect(stderr).toMatch(code === 2 ? /^lineup: .+\n/ : /^$/);
  expect(stderr).not.toContain("    at ");
});

describe("a question that no input answers", () => {
  const answer = async (...args: string[]) => (await typed(["verify", ...args])).stderr;

  test("is refused with what was given, what that is, and what could be given", async () => {
    expect(await answer("--from", CACHE, OK)).toBe(
      `lineup: --from "${CACHE}" is a google_redis_instance, and a path begins at a Cloud Run service - give one of ${API}\n`,
    );
    expect(await answer("--to", "google_redis_instance.absent", OK)).toBe(
      `lineup: --to "google_redis_instance.absent" is not in any input, and a path ends at a Redis, a Redis Cluster, Valkey or a database of Cloud SQL - give one of ${CACHE}\n`,
    );
    expect(await answer("--to", CACHE, NOTHING)).toContain("the inputs hold none");
  });

  test("is refused for both ends at once, and where no one input holds both", async () => {
    expect(await answer("--from", CACHE, "--to", API, OK)).toMatch(
      /--from .* - give one of .*\n--to .* - give one of /,
    );
    expect(await answer("--from", "google_cloud_run_v2_service.far", "--to", CACHE, OK, farAway())).toMatch(
      /no input holds both/,
    );
  });

  test("is refused with at most ten addresses, and nothing that moves a cursor", async () => {
    const { api } = base.resource.google_cloud_run_v2_service;
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`api_${index + 10}`, api]));
    const root = { ...base, resource: { ...base.resource, google_cloud_run_v2_service: many } };
    const stderr = await answer("--from", "\u001b[31mnobody", written("many.tf.json", root));
    expect(stderr).toMatch(/--from "nobody" is not in any input.*api_10, .*api_19 and 3 more\n$/);
    expect(stderr).not.toContain("\u001b");
  });

  test("is refused to a diagram as well", async () => {
    expect(await typed(["diagram", "--from", CACHE, OK])).toMatchObject({ status: 2, stdout: "" });
  });
});

test("without input synthesizes the app and judges both environments", () => {
  const { status, stdout } = lineup(["verify", "--format", "json"]);
  const { inputs } = JSON.parse(stdout);
  expect(inputs.map(({ file, verdict }: { file: string; verdict: string }) => [file, verdict])).toEqual([
    ["production", "reachable"],
    ["staging", "reachable"],
  ]);
  expect(inputs[1].paths.length).toBeGreaterThan(1);
  expect(status).toBe(0);
});

test("prints SARIF, markdown and Mermaid whole", async () => {
  expect(JSON.parse((await typed(["verify", BLOCKED, "--format", "sarif"])).stdout)).toMatchObject({
    version: "2.1.0",
  });
  expect((await typed(["verify", BLOCKED, "--format", "markdown"])).stdout).toContain("VPC_CONNECTOR_NOT_SET");
  expect((await typed(["diagram", BLOCKED])).stdout).toMatch(/^flowchart LR\n[\s\S]*--x/);
});

test("--quiet leaves out what is good, and keeps what is not", async () => {
  const quiet = (await typed(["verify", "--quiet", OK, BLOCKED])).stdout;
  expect(quiet).toContain("VPC_CONNECTOR_NOT_SET");
  expect(quiet).not.toContain("This holds if");
});

test("paints nothing where nobody looks", () => {
  for (const env of [{}, { NO_COLOR: "1" }, { FORCE_COLOR: "0" }]) {
    expect(lineup(["verify", BLOCKED], { env }).stdout).not.toContain("\u001b");
  }
  expect(lineup(["verify", BLOCKED], { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[31m");
});

test("--config decides what the plan has lost, and its lines are in the causes", async () => {
  const lost = parsed("verify/ok");
  const cache = lost.configuration.root_module.resources.find(({ address }: { address: string }) => address === CACHE);
  cache.expressions.authorized_network = { references: ["terraform_data.choice.output"] };
  const plan = written("lost.json", lost);
  expect((await typed(["verify", plan])).status).toBe(3);
  expect((await typed(["verify", "--config", asFolder(), plan])).status).toBe(0);
  const cut = parsed("verify/incident-hardcoded-network");
  const { stdout } = await typed(["verify", "--config", asFolder(), written("cut.json", cut), "--format", "json"]);
  const causes = JSON.parse(stdout).inputs[0].paths[0].causes;
  expect(causes).toContainEqual(expect.objectContaining({ source: { file: "stacks/app.ts", line: 12 } }));
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planFile } from "../../../corpus/recorder/recording";
import { closed } from "../../../corpus/review/roots";
import { typed } from "../commands/process";
import { corpus } from "../inputs";

const plan = (id: string) => planFile("review", id);
const folder = mkdtempSync(join(tmpdir(), "review-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
}

test.each([
  ["nothing", 0],
  ["redis-memory-up", 0],
  ["redis-tier-up", 1],
  ["redis-guarded", 1],
])("%s ends with %i", async (id, exit) => {
  const { status, stdout, stderr } = await typed(["review", plan(id), "--format", "json"]);
  expect([status, stderr]).toEqual([exit, ""]);
  expect(JSON.parse(stdout)).toMatchObject({ schema: "lineup/review/1" });
});

test.each([
  ["a state", corpus("state/applied")],
  ["no file", join(folder, "missing.json")],
])("%s is no plan and ends with 2", async (_, file) => {
  const { status, stdout, stderr } = await typed(["review", file]);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^lineup: /);
});

test("it takes exactly one plan", async () => {
  expect((await typed(["review"])).status).toBe(2);
  expect((await typed(["review", plan("nothing"), plan("nothing")])).status).toBe(2);
});

test("a path that nobody declared can be asked for", async () => {
  const site = "google_cloud_run_v2_service.site";
  const asked = ["--from", site, "--to", "google_redis_instance.spare", "--format", "json"];
  const { paths } = JSON.parse((await typed(["review", plan("redis-unread-replaced"), ...asked])).stdout);
  expect(paths).toMatchObject([{ from: site, before: "reachable", after: "reachable" }]);
  expect((await typed(["review", plan("nothing"), "--from", "google_cloud_run_v2_service.typo"])).status).toBe(2);
});

test("with the configuration beside it a risk says its line", async () => {
  const config = written("cdk.tf.json", closed);
  written("sources.json", { "google_vpc_access_connector.conn": "stacks/environment-stack.ts:41" });
  const { stdout } = await typed(["review", plan("connector-shrinks"), "--config", config, "--format", "json"]);
  expect(JSON.parse(stdout).risks[0]).toMatchObject({
    code: "CONNECTOR_REPLACED",
    source: { file: "stacks/environment-stack.ts", line: 41 },
  });
});

describe("exceptions", () => {
  const entry = { reason: "agreed with the team", expires: "2999-01-31" };
  const file = (name: string, ...exceptions: object[]) => written(name, { schema: "lineup/exceptions/1", exceptions });
  const run = async (id: string, exceptions: string) =>
    JSON.parse((await typed(["review", plan(id), "--exceptions", exceptions, "--format", "json"])).stdout);

  test("silence a change in place", async () => {
    const silent = file("auth.json", { address: "google_redis_instance.cache", code: "REDIS_AUTH_DISABLED", ...entry });
    const report = await run("redis-auth-off", silent);
    expect(report).toMatchObject({ verdict: "safe", risks: [], silenced: [{ code: "REDIS_AUTH_DISABLED" }] });
    expect(report.exceptions).toMatchObject([{ status: "used" }]);
  });

  test("never silence a replacement, a broken path or an errored plan", async () => {
    const address = "google_redis_instance.cache";
    const replaced = file("replaced.json", { address, code: "REDIS_REPLACED", ...entry });
    expect(await run("redis-tier-up", replaced)).toMatchObject({
      verdict: "danger",
      exceptions: [{ status: "refused" }],
    });
    expect((await run("redis-guarded", replaced)).verdict).toBe("danger");
    const rule = file("rule.json", {
      address: "google_compute_firewall.redis_out",
      code: "FIREWALL_DENIES_MORE",
      ...entry,
    });
    expect((await run("opening-disabled", rule)).verdict).toBe("danger");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { logFile, planFile } from "../../../corpus/recorder/recording";
import { typed } from "../commands/process";
import { parsed, root } from "../inputs";

const plan = (id: string) => planFile("drift", id);

test.each<[number, string, string[]]>([
  [0, "clean, with the log", ["--log", logFile("none"), plan("none")]],
  [0, "clean, said by the caller", ["--refreshed", plan("none")]],
  [0, "benign", ["--refreshed", plan("label-added")]],
  [1, "weakens", ["--refreshed", plan("egress-all-traffic")]],
  [1, "breaks, proven or not", [plan("redis-moved")]],
  [3, "clean without proof", [plan("none")]],
  [3, "a plan that did not look", ["--log", logFile("not-refreshed"), plan("not-refreshed")]],
  [2, "a targeted plan", ["--refreshed", plan("targeted")]],
  [2, "a plan to destroy", ["--refreshed", plan("destroy")]],
  [2, "a refresh-only plan", ["--refreshed", plan("refresh-only")]],
  [2, "an errored plan", ["--refreshed", plan("errored")]],
  [2, "a state", ["--refreshed", join(root, "corpus/samples/state/applied.json")]],
  [2, "no plan", ["--refreshed"]],
  [2, "two plans", ["--refreshed", plan("none"), plan("none")]],
  [2, "two proofs", ["--refreshed", "--log", logFile("none"), plan("none")]],
  [2, "an inventory that is none", ["--refreshed", "--inventory", plan("none"), plan("none")]],
  [2, "--live without a project", ["--refreshed", "--live", plan("none")]],
  [2, "--from that is nowhere", ["--refreshed", "--from", "google_cloud_run_v2_service.absent", plan("none")]],
])("exits %i for %s", async (code, _, args) => {
  const { status, stdout, stderr } = await typed(["drift", ...args]);
  expect(status).toBe(code);
  expect(stdout === "").toBe(code === 2);
  expect(stderr).toMatch(code === 2 ? /^lineup: .+\n/ : /^$/);
  expect(stderr).not.toContain("    at ");
});

test("noise is listed where somebody asks for it", async () => {
  const drifted = async (...args: string[]) =>
    JSON.parse((await typed(["drift", "--refreshed", "--format", "json", ...args, plan("none")])).stdout).drifted;
  expect(await drifted()).toEqual([]);
  expect((await drifted("--all")).length).toBeGreaterThan(5);
});

test("the JSON is what the contract says", async () => {
  const { stdout } = await typed(["drift", "--refreshed", "--format", "json", plan("pending-and-drift")]);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "lineup/drift/1",
    verdict: "breaks",
    drifted: [
      {
        address: "google_redis_instance.cache",
        attribute: "host",
        before: "10.166.0.3",
        after: "10.107.0.3",
        tier: "breaks",
      },
    ],
    paths: [
      {
        from: "google_cloud_run_v2_service.api",
        to: "google_redis_instance.cache",
        written: "reachable",
        now: "blocked",
      },
    ],
    pending: [{ address: "google_vpc_access_connector.conn", actions: ["update"] }],
    unmanaged: [],
  });
});

test("the samples get their labels", async () => {
  const labels = parsed("labels");
  const samples = Object.keys(labels).filter((id) => id.startsWith("drift/"));
  for (const id of samples) {
    const file = join(root, "corpus/samples", `${id}.json`);
    expect(readFileSync(file, "utf8")).not.toBe("");
    const { stdout } = await typed(["drift", "--refreshed", "--format", "json", file]);
    expect(labels[id].want).toContain(JSON.parse(stdout).verdict);
  }
});

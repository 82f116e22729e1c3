import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, ref } from "./matrix/base";

const root = join(__dirname, "../..");
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

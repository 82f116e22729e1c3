import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planFile } from "../../corpus/recorder/recording";
import { base, RANGE, ref } from "../../corpus/verify/base";
import { VERIFY_RULES } from "../src/rules/verify";
import { typed } from "./commands/process";
import { corpus, type Json } from "./inputs";

const folder = mkdtempSync(join(tmpdir(), "strict-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, change: (root: Json) => void): string {
  const root = structuredClone(base);
  // Everything that the house rules want.
  root.resource.google_redis_instance.cache.reserved_ip_range = ref(`${RANGE}.name`);
  change(root);
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(root));
  return file;
}

const ERROR = written("error.tf.json", (root) => {
  delete root.resource.google_redis_instance.cache.depends_on;
});
const WARNING = written("warning.tf.json", (root) => {
  delete root.resource.google_vpc_access_connector.conn.min_instances;
});
const CAUTION = planFile("review", "redis-memory-up");
const BENIGN = planFile("drift", "label-added");

/** What is bad, and less than what fails anyway: the exit code alone changes, and why is said. */
describe.each<[string, string[], number, string]>([
  ["an error finding", ["verify", ERROR], 0, "1 error finding (missing-dependency at google_redis_instance.cache)"],
  [
    "an error finding beside nothing to judge",
    ["verify", ERROR, written("ok.tf.json", () => {}), emptyState()],
    3,
    "1 error finding",
  ],
  ["a caution", ["review", CAUTION], 0, "1 caution (REDIS_RESIZED at google_redis_instance.cache)"],
  ["benign drift", ["drift", "--refreshed", BENIGN], 0, "1 benign drift (CHANGED at "],
  ["benign drift without proof of a refresh", ["drift", BENIGN], 3, "1 benign drift (CHANGED at "],
])("%s", (_, args, exitCode, why) => {
  test.each(["text", "json"])("fails with --strict only, and %s stays as it is", async (format) => {
    const lenient = await typed([...args, "--format", format]);
    const strict = await typed([...args, "--format", format, "--strict"]);
    expect({ status: lenient.status, stderr: lenient.stderr }).toEqual({ status: exitCode, stderr: "" });
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain(`lineup: exit code 1 because of --strict: ${why}`);
    expect(strict.stderr.trim().split("\n")).toHaveLength(1);
    expect(strict.stdout).toBe(lenient.stdout);
  });
});

const HOUSE = written("house.tf.json", (root) => {
  const { env } = root.resource.google_cloud_run_v2_service.api.template.containers[0];
  env.push({ name: "REDIS_URL", value: `redis://${ref("google_redis_instance.cache.host")}` });
});

/** How this project works is no advice to others: they are told of it where they ask. */
describe("house rules", () => {
  test.each(["text", "json", "markdown", "sarif"])("are asked with --strict only, and %s says so", async (format) => {
    const lenient = await typed(["verify", HOUSE, "--format", format]);
    const strict = await typed(["verify", HOUSE, "--format", format, "--strict"]);
    expect([lenient.status, strict.status]).toEqual([0, 0]);
    expect(lenient.stdout).not.toContain("redis-url");
    expect(strict.stdout).toContain("redis-url");
  });

  test("are no part of a review", async () => {
    const plan = planFile("verify", "url-in-one-env");
    for (const more of [[], ["--strict"]])
      expect((await typed(["review", plan, ...more])).stdout).not.toContain("redis-url");
  });

  test("never fail alone: they are warnings and notes", () => {
    for (const { id, severity, house } of VERIFY_RULES as readonly { id: string; severity: string; house?: true }[])
      if (house) expect([id, severity]).not.toContain("error");
  });
});

function emptyState(): string {
  const file = join(folder, "empty.json");
  writeFileSync(file, '{"format_version":"1.0"}');
  return file;
}

test.each<[string, string[], number]>([
  ["a warning", ["verify", WARNING], 0],
  ["nothing", ["verify", corpus("verify/ok")], 0],
  ["a note of a review", ["review", planFile("review", "nothing")], 0],
  ["noise", ["drift", "--refreshed", "--all", planFile("drift", "none")], 0],
  ["a path that is cut anyway", ["verify", corpus("verify/no-connector")], 1],
  ["danger", ["review", planFile("review", "redis-tier-up")], 1],
  ["drift that breaks", ["drift", planFile("drift", "redis-moved")], 1],
])("%s fails neither more nor less with --strict", async (_, args, exitCode) => {
  const { status, stderr } = await typed([...args, "--strict"]);
  expect({ status, stderr }).toEqual({ status: exitCode, stderr: "" });
});

test("what an exception silences does not fail with --strict", async () => {
  const accepted = { reason: "agreed with the team", expires: "2999-01-31", address: "google_redis_instance.cache" };
  const file = join(folder, "exceptions.json");
  const exceptions = [{ ...accepted, code: "REDIS_RESIZED" }];
  writeFileSync(file, JSON.stringify({ schema: "lineup/exceptions/1", exceptions }));
  expect(await typed(["review", CAUTION, "--strict", "--exceptions", file])).toMatchObject({
    status: 0,
    stderr: "",
  });
});

test("a path between two that declare none can be asked for", async () => {
  const addresses = ["--from", "google_cloud_run_v2_service.api", "--to", "google_redis_instance.cache"];
  expect((await typed(["verify", ...addresses, corpus("verify/no-connector")])).status).toBe(1);
});

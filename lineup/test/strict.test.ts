import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { base } from "../../corpus/verify/base";
import { readJson } from "../src/inputs/read";
import { assemble, exitCode } from "../src/report/assemble";
import { judge } from "../src/verify";

const reportOf = (root: unknown) =>
  assemble([{ judged: judge(readJson(root, "main.tf.json")), sourceOf: () => undefined }]);

describe("an error beside a path that arrives", () => {
  const unordered = structuredClone(base);
  delete unordered.resource.google_redis_instance.cache.depends_on;
  const report = reportOf(unordered);

  test("is found, and the path arrives all the same", () => {
    expect(report.verdict).toBe("reachable");
    expect(report.inputs[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: "missing-dependency", severity: "error" }),
    );
  });

  test("changes the exit code with --strict only", () => {
    expect(exitCode(report, { strict: false, allowNone: false })).toBe(0);
    expect(exitCode(report, { strict: true, allowNone: false })).toBe(1);
  });
});

test("a warning changes it never", () => {
  const warned = structuredClone(base);
  delete warned.resource.google_vpc_access_connector.conn.min_instances;
  const report = reportOf(warned);
  expect(report.inputs[0]?.findings.map(({ severity }) => severity)).toContain("warning");
  expect(exitCode(report, { strict: true, allowNone: false })).toBe(0);
});

test("a path between two that declare none can be asked for", () => {
  const addresses = ["--from", "google_cloud_run_v2_service.api", "--to", "google_redis_instance.cache"];
  const input = join(__dirname, "../../corpus/samples/verify/no-connector.json");
  const run = spawnSync(process.execPath, ["bin/lineup.js", "verify", ...addresses, input], {
    cwd: join(__dirname, "../.."),
  });
  expect(run.status).toBe(1);
});

import { reviewed } from "../../../corpus/score/review/judge";
import type { ReviewedPath } from "../../src/review/contract";
import { hostileReview, renderReview } from "../review/report/reports";
import { HOSTILE, INVISIBLE } from "./reports";

// A path is called by the names of its ends in the cloud.

const lines = (...paths: Partial<ReviewedPath>[]) => {
  const report = reviewed("nothing");
  const [path] = report.paths;
  const changed = paths.flatMap((one) => (path ? [{ ...path, ...one }] : []));
  const printed = renderReview({ ...report, paths: changed }, "text");
  return printed.split("\n").filter((line) => line.startsWith("  ✓"));
};

test("as the input says them", () => {
  expect(lines({})).toEqual(["  ✓ orders-api ── Redis orders-cache tcp:6379: reachable before and after"]);
});

test("where it does not say them, as Terraform does", () => {
  const report = reviewed("nothing");
  for (const path of report.paths) {
    delete path.fromName;
    delete path.toName;
  }
  expect(renderReview(report, "text")).toContain("  ✓ api ── Redis cache tcp:6379: reachable before and after");
});

test("by their addresses where two share a name", () => {
  const [first, second] = lines(
    { from: "module.a.google_cloud_run_v2_service.api" },
    { from: "module.b.google_cloud_run_v2_service.api", to: "module.b.google_redis_instance.cache" },
  );
  expect(first).toContain("module.a.google_cloud_run_v2_service.api ── google_redis_instance.cache tcp:6379");
  expect(second).toContain("module.b.google_cloud_run_v2_service.api");
});

test("a Redis whose name changes has the new one", () => {
  expect(renderReview(reviewed("redis-renamed"), "text")).toContain("orders-api ──? Redis orders-cache-2 tcp:6379");
});

test("why Terraform does it is said in words", () => {
  const printed = renderReview(reviewed("redis-deleted"), "text");
  expect(printed).toContain("because: it is no longer in the configuration");
  expect(printed).not.toContain("delete_because");
});

test.each(Object.entries(HOSTILE))("no name is taken for a verdict: %s", (_, text) => {
  for (const format of ["text", "markdown"] as const) {
    const printed = renderReview(hostileReview(text), format);
    expect(printed.replaceAll("\n", "")).not.toMatch(INVISIBLE);
    expect(printed.split("\n").filter((line) => /^✓/.test(line))).toEqual([]);
  }
});

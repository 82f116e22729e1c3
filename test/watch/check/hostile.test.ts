import { performance } from "node:perf_hooks";
import { wrongWatching } from "../../../watch/check";
import { madeBy } from "../../../watch/check/made";
import type { StackJson } from "../../support/synth";
import { conditionOn, policyOn } from "./changed";
import { shippedStack } from "./shipped";

const MEMORY = "stats/memory/usage_ratio";
const MEGABYTE = 1_000_000;
const REFERENCE = `\${google_redis_instance.cache.id}`;

/** What is said of a filter in the place of one that ships. */
function saidOf(filter: unknown): string[] {
  const stack = shippedStack();
  conditionOn(stack, MEMORY).filter = filter;
  return wrongWatching(stack);
}

const START = 'resource.type="redis_instance" AND metric.type="';

test.each<[string, string]>([
  ["a quote that never closes", `${START}x`],
  ["nothing but a quote", '"'],
  ["nothing", ""],
  ["spaces", "   "],
  ["parentheses that never close", "(".repeat(5000)],
  ["parentheses that never opened", `${START}x")))`],
  ["NOT without end", "NOT ".repeat(5000)],
  ["a reference that never closes", `${START}\${google_redis_instance`],
  ["operators", "= = ="],
  ["a name of JavaScript's", 'metric.type="constructor" AND resource.type="__proto__"'],
  ["labels of JavaScript's", `${START}redis.googleapis.com/server/uptime" AND resource.labels.__proto__="x"`],
  ["a control character", `${START}\u0000"`],
])("a filter of %s gets a sentence", (_, filter) => {
  const said = saidOf(filter);
  expect(said).not.toEqual([]);
  for (const one of said) {
    expect(one).toMatch(/^google_monitoring_alert_policy\.[^\n]+$/);
    expect(one.length).toBeLessThan(1000);
  }
});

test.each<[string, string]>([
  ["one value", `${START}${"x".repeat(MEGABYTE)}"`],
  ["one quote after the other", '"'.repeat(MEGABYTE)],
  ["references", `${START}${REFERENCE.repeat(30_000)}"`],
  ["comparisons", `${START}x"${' AND metric.labels.role="primary"'.repeat(30_000)}`],
  ["dots", "metric.".repeat(140_000)],
])("a megabyte of %s is refused at once, and is not repeated", (_, filter) => {
  const start = performance.now();
  const said = saidOf(filter);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(said).not.toEqual([]);
  for (const one of said) expect(one.length).toBeLessThan(2000);
});

test.each<[string, unknown]>([
  ["a number", 1],
  ["true", true],
  ["a list", []],
  ["an object", {}],
  ["nothing at all", null],
])("a filter that is %s gets a sentence with its place", (_, filter) => {
  expect(saidOf(filter).join("\n")).toMatch(/google_monitoring_alert_policy\.[\w-]+\.conditions.*filter/);
});

test.each<[string, (stack: StackJson) => void]>([
  ["a limit that is a text", (stack) => (conditionOn(stack, MEMORY).threshold_value = "0.8")],
  [
    "an alignment period that is a number",
    (stack) => (conditionOn(stack, MEMORY).aggregations[0].alignment_period = 60),
  ],
  ["aggregations that are a text", (stack) => (conditionOn(stack, MEMORY).aggregations = "ALIGN_MEAN")],
  ["no aggregation", (stack) => (conditionOn(stack, "connector/cpu/utilizations").aggregations = [])],
  ["conditions that are a text", (stack) => (policyOn(stack, MEMORY).conditions = "all")],
  ["a policy that is a list", (stack) => (stack.resource.google_monitoring_alert_policy.other = [])],
  ["policies that are a text", (stack) => (stack.resource.google_monitoring_alert_policy = "all")],
  [
    "a dashboard that is no JSON",
    (stack) => (stack.resource.google_monitoring_dashboard = { x: { dashboard_json: "{" } }),
  ],
  ["a metric of logs without a filter", (stack) => (stack.resource.google_logging_metric = { x: { name: "x" } })],
])("%s gets a sentence", (_, change) => {
  const stack = shippedStack();
  change(stack);
  const said = wrongWatching(stack);
  expect(said).not.toEqual([]);
  for (const one of said) expect(one).not.toMatch(/undefined is not|Cannot read|\n\s+at /);
});

test.each([
  undefined,
  null,
  1,
  "x",
  [],
  { resource: null },
  { resource: [] },
  { resource: { google_redis_instance: 1 } },
])("what is no stack, %j, makes nothing and is not watched", (stack) => {
  expect(madeBy(stack).ofType("google_redis_instance")).toEqual([]);
  expect(madeBy(stack).has("google_redis_instance.cache")).toBe(false);
  expect(() => wrongWatching(stack)).not.toThrow();
});

test("a stack that watches nothing is not wrong", () => expect(wrongWatching({ resource: {} })).toEqual([]));

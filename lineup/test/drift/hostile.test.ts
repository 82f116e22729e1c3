import { driftCases } from "../../../corpus/drift";
import { judged, planOf } from "../../../corpus/score/drift/judged";
import { changedPlan } from "../../src/changes/read";
import { Live } from "../../src/drift/live";
import { UnusableInput } from "../../src/inputs/model";
import { readText } from "../../src/inputs/read";
import type { Json } from "../inputs";
import { sarifProblems } from "../report/sarif-check";
import { readDriftOutputs } from "./outputs";

const NASTY = "`|<script>alert(1)</script>\n::set-output name=x::y\u001b[31m](http://evil) @everyone";

/** The same plan with one resource under another name, everywhere. */
function renamed(id: string, from: string, to: string): Json {
  const escaped = JSON.stringify(to).slice(1, -1);
  return JSON.parse(JSON.stringify(planOf(id)).replaceAll(from, escaped));
}

test.each([NASTY, "x".repeat(10_000)])("a hostile name breaks no format (%#)", (name) => {
  const plan = renamed("everything-at-once", "google_redis_instance.cache", `google_redis_instance.${name}`);
  const report = judged(plan);
  expect(report.verdict).toBe("breaks");
  const { text, markdown, sarif } = readDriftOutputs(report);
  for (const output of [text, markdown, sarif]) {
    expect(output).not.toContain("\u001b");
    expect(output).not.toMatch(/^::/m);
  }
  expect(markdown).not.toMatch(/<script>(?![^`\n]*`)/);
  for (const row of markdown.split("\n").filter((line) => line.startsWith("| ")))
    expect(row.split("|")).toHaveLength(5);
  expect(markdown.length).toBeLessThan(65_536);
  expect(text.split("\n").every((line) => line.length < 3_000)).toBe(true);
});

test("what was planted into variables, messages, labels and passwords is printed nowhere", () => {
  const planted = /planted-(token|feature|message|password)/;
  const cases = driftCases.filter(({ id }) => planted.test(JSON.stringify(planOf(id))));
  expect(cases.length).toBeGreaterThan(3);
  for (const { id } of cases)
    for (const output of Object.values(readDriftOutputs(judged(planOf(id))))) expect(output).not.toMatch(planted);
});

test("no password of Redis is printed, rotated or not", () => {
  const plan = planOf("auth-string-rotated");
  const drift = plan.resource_drift.find((one: Json) => one.type === "google_redis_instance");
  const passwords = [drift.change.before.auth_string, drift.change.after.auth_string];
  expect(passwords[0]).not.toBe(passwords[1]);
  for (const output of Object.values(readDriftOutputs(judged(plan)))) {
    for (const password of passwords) expect(output).not.toContain(password);
  }
});

test("a number in a variable is a port by its name only", () => {
  const plan = renamed("env-port-of-a-test", "REDIS_PORT", "REDIS_PIN");
  expect(readDriftOutputs(judged(plan)).json).not.toContain("6381");
});

test("a label that is called host is still a label", () => {
  const plan = JSON.stringify(planOf("label-added")).replaceAll('"owner":"me"', '"host":"planted-label"');
  const { json } = readDriftOutputs(judged(JSON.parse(plan)));
  expect(json).toContain("effective_labels.host");
  expect(json).not.toContain("planted-label");
});

test("a large project is one report of bounded size, with what matters first", () => {
  const plan = planOf("redis-moved");
  const network = plan.resource_drift.find((one: Json) => one.address === "google_compute_firewall.redis_in");
  for (let index = 0; index < 3_000; index++) {
    const twin = structuredClone(network);
    twin.address = `google_compute_firewall.rule_${index}`;
    twin.change.after.description = "changed";
    plan.resource_drift.push(twin);
    plan.prior_state.values.root_module.resources.push({
      address: twin.address,
      mode: "managed",
      type: twin.type,
      name: `rule_${index}`,
      values: twin.change.after,
    });
    plan.resource_changes.push({ ...twin, change: { ...twin.change, before: twin.change.after, actions: ["no-op"] } });
  }
  const { markdown } = readDriftOutputs(judged(plan));
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toContain("google_redis_instance.cache.host");
  expect(markdown).toMatch(/`google_compute_firewall\.rule_9\.description` and 2990 more: `\(changed\)`/);
  expect(markdown).not.toContain("rule_10.");
});

test("an inventory of another project is refused", () => {
  const inventory = {
    schema: "lineup/inventory/1",
    project: "other",
    resources: [{ type: "google_redis_instance", name: "x", values: { name: "x" } }],
  };
  const model = readText(JSON.stringify(inventory), "live.json");
  expect(() => new Live(model, changedPlan(planOf("none"), "plan.json").before)).toThrow(
    /it belongs to another project/,
  );
});

test.each(driftCases.map(({ id }) => id))("SARIF of %s is valid", (id) => {
  try {
    expect(sarifProblems(JSON.parse(readDriftOutputs(judged(planOf(id))).sarif))).toEqual([]);
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
  }
});

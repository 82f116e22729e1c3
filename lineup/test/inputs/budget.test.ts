import { base, CACHE, ref } from "../../../corpus/verify/base";
import { Budget, TooLarge } from "../../src/inputs/budget";
import { readConfiguration } from "../../src/inputs/configuration";
import { readText } from "../../src/inputs/read";
import { unresolvedIn, type Value } from "../../src/values";
import { judge } from "../../src/verify";
import { type Json, parsed } from "../inputs";

/** `a1` of `a0`, `a2` of `a1`, and so on. */
function doubling(first: unknown, twice: (before: string) => unknown): Json {
  const locals: Json = { a0: first };
  for (let level = 1; level <= 60; level++) locals[`a${level}`] = twice(`local.a${level - 1}`);
  return locals;
}

function inputOf(root: Json): Value {
  const { resources } = readConfiguration({ files: [root] }, "test");
  return resources.find(({ type }) => type === "terraform_data")?.values.input ?? null;
}

const wordsIn = (value: Value) => unresolvedIn(value).map(({ text }) => text);

describe("what doubles is too large to evaluate, and says so", () => {
  test.each<[string, unknown, (before: string) => unknown]>([
    ["text", "x".repeat(20), (before) => ref(before) + ref(before)],
    ["a list", [1], (before) => ref(`[${before}, ${before}]`)],
    ["a list of JSON", [1], (before) => [ref(before), ref(before)]],
    ["an object", { a: 1 }, (before) => ref(`{ a = ${before}, b = ${before} }`)],
    ["a list by concat", [1], (before) => ref(`concat(${before}, ${before})`)],
    ["a list by for", [1], (before) => ref(`[for x in [1, 2] : ${before}]`)],
    ["text by join", "x".repeat(20), (before) => ref(`join("", [${before}, ${before}])`)],
    ["text by jsonencode", "x".repeat(20), (before) => ref(`jsonencode([${before}, ${before}])`)],
    ["an unresolved value", ref(`${CACHE}.host`), (before) => ref(before) + ref(before)],
  ])("%s", (_, first, twice) => {
    const input = inputOf({
      locals: doubling(first, twice),
      resource: { terraform_data: { x: { input: ref("local.a60") } } },
    });
    expect(wordsIn(input).length).toBeGreaterThan(0);
    expect(wordsIn(input).join()).toContain("too large to evaluate");
  });

  test("iterations inside iterations", () => {
    const numbers = "range(1000)";
    const input = inputOf({
      resource: {
        terraform_data: {
          x: { input: ref(`[for a in ${numbers} : [for b in ${numbers} : [for c in ${numbers} : a]]]`) },
        },
      },
    });
    expect(wordsIn(input).join()).toContain("too large to evaluate");
  });

  test("locals that stand on each other", () => {
    const locals: Json = { a0: 1 };
    for (let level = 1; level <= 20_000; level++) locals[`a${level}`] = ref(`local.a${level - 1}`);
    const input = inputOf({ locals, resource: { terraform_data: { x: { input: ref("local.a20000") } } } });
    expect(wordsIn(input).join()).toContain("too large to evaluate");
  });
});

test("what is too large is unknown, and never a promise", () => {
  const root = structuredClone(base) as Json;
  root.locals = doubling("acme-vpc", (before) => ref(before) + ref(before));
  root.resource.google_vpc_access_connector.conn.network = ref("local.a60");
  expect(judge(readText(JSON.stringify(root), "main.tf.json")).verdict).toBe("unknown");
});

test("instances are limited for all resources together", () => {
  const counted = (other: string) => ({ count: 10_000, input: ref(`terraform_data.${other}[count.index].input`) });
  const root = { resource: { terraform_data: { a: counted("b"), b: counted("c"), c: counted("a") } } };
  const model = readConfiguration({ files: [root] }, "test");
  expect(model.resources.length).toBeLessThan(10_003);
  expect(model.blindSpots).toContainEqual(
    expect.objectContaining({ text: expect.stringMatching(/^the count of \S+ is too large to evaluate$/), types: [] }),
  );
});

test("a diamond of modules takes work in proportion to its modules", () => {
  const steps = [10, 20].map((levels) => workOfDiamond(levels));
  expect(Number(steps[1])).toBeLessThan(3 * Number(steps[0]));
});

/** A plan in which the network of the connector comes through modules that each read the one above twice. */
function workOfDiamond(levels: number): number {
  const plan = parsed("verify/ok");
  let module: Json = { outputs: { out: { expression: { references: ["var.a", "var.b"] } } } };
  for (let level = 0; level < levels; level++) {
    const both = { references: ["var.a", "var.b"] };
    module = {
      outputs: { out: { expression: { references: ["module.m.out"] } } },
      module_calls: { m: { expressions: { a: both, b: both }, module } },
    };
  }
  const value = { references: ["google_compute_network.vpc.id"] };
  plan.configuration.root_module.module_calls = { m: { expressions: { a: value, b: value }, module } };
  for (const resource of plan.configuration.root_module.resources) {
    if (resource.type === "google_vpc_access_connector")
      resource.expressions.network = { references: ["module.m.out"] };
  }
  const spent = jest.spyOn(Budget.prototype, "spend");
  readText(JSON.stringify(plan), "plan.json");
  const calls = spent.mock.calls.length;
  spent.mockRestore();
  return calls;
}

test("the budget is spent once, by everything together", () => {
  const budget = new Budget();
  for (let times = 0; times < 10; times++) budget.spend("steps", 100_000);
  expect(() => budget.spend("steps", 1)).toThrow(TooLarge);
});

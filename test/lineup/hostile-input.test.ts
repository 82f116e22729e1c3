// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform expressions
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { findingsOf } from "../../lineup/findings";
import { UnusableInput } from "../../lineup/inputs/model";
import { readText } from "../../lineup/inputs/read";
import { render } from "../../lineup/report";
import { assemble } from "../../lineup/report/assemble";
import { judge } from "../../lineup/verify";
import { base } from "./matrix/base";

const corpus = (name: string) => readFileSync(join(__dirname, "../fixtures/corpus/verify", `${name}.json`), "utf8");
const inputs = { synthesized: JSON.stringify(base), plan: corpus("ok") };

/** Reads and judges to the end; input that is refused is refused in words, and nothing else may go wrong. */
function outcome(text: string): string {
  try {
    const judged = judge(readText(text, "input.json"));
    findingsOf({ topology: judged.topology, paths: judged.paths });
    render(assemble([{ judged, sourceOf: () => undefined }]), "text", { colour: false, quiet: false });
    return judged.verdict;
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    expect(error.message.length).toBeLessThan(500);
    expect(error.message).toContain("input.json");
    return "refused";
  }
}

describe.each(Object.entries(inputs))("half of a %s", (_, text) => {
  test("is refused wherever it was cut off", () => {
    for (let cut = 0; cut < text.length; cut += Math.ceil(text.length / 60))
      expect(outcome(text.slice(0, cut))).toBe("refused");
  });
});

test.each([
  ["nothing at all", ""],
  ["a byte order mark and nothing else", "\uFEFF"],
  ["null", "null"],
  ["a number", "42"],
  ["a list", "[]"],
  ["an empty object", "{}"],
  ["a raw state", '{"version":4,"lineage":"x","resources":[]}'],
  ["a log stream", '{"@level":"info"}\n{"@level":"info"}'],
  ["provider schemas", '{"format_version":"1.0","provider_schemas":{"x":{}},"other":1}'],
  ["a package.json", '{"name":"x","dependencies":{}}'],
  ["a hundred thousand levels", "[".repeat(100_000) + "]".repeat(100_000)],
  ["a thousand levels of resources", `{"resource":${'{"a":'.repeat(1000)}1${"}".repeat(1000)}}`],
])("%s is refused in words", (_, text) => {
  expect(outcome(text)).toBe("refused");
});

test("an empty state is a state in which there is nothing to judge", () => {
  expect(outcome('{"format_version":"1.0"}')).toBe("none");
});

test("expressions that go round in circles end", () => {
  const circles = {
    locals: { a: "${local.b}", b: "${local.a}" },
    resource: {
      google_compute_network: {
        vpc: { name: "${google_compute_network.vpc.name}", count: "${length(google_compute_network.vpc)}" },
      },
      google_redis_instance: { cache: { name: "${local.a}", authorized_network: "${google_compute_network.vpc.id}" } },
    },
  };
  expect(outcome(JSON.stringify(circles))).toBe("none");
});

test("names that JavaScript keeps for itself are names like any other, and leave it as it was", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const text = inputs.synthesized
      .replaceAll('"orders-api"', `"${name}"`)
      .replaceAll('"cache"', `"${name}"`)
      .replaceAll("google_redis_instance.cache", `google_redis_instance.${name}`);
    expect(["reachable", "unknown", "blocked", "none", "refused"]).toContain(outcome(text));
    expect(outcome(inputs.plan.replaceAll('"address"', `"${name}"`))).toMatch(/refused|none|unknown/);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a million characters in any string are read", () => {
  const long = "x".repeat(1_000_000);
  for (const part of ['"orders-api"', '"acme-vpc"', '"10.2.0.0/28"', '"REDIS_7_2"']) {
    outcome(inputs.synthesized.replaceAll(part, `"${long}"`));
    outcome(inputs.plan.replaceAll(part, `"${"${".repeat(1000)}${long}"`));
  }
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: (string | number)[], by: Json | undefined): Json {
  if (key === undefined) return by ?? null;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as { [key: string]: Json };
  if (rest.length === 0 && by === undefined) delete copy[key];
  else copy[key] = replaced(copy[key] ?? null, rest, by);
  return copy as Json;
}

describe.each(Object.entries(inputs))("a %s with one wrong thing in it", (_, text) => {
  const json = JSON.parse(text) as Json;
  const all = places(json).filter((path) => path.length > 0);
  const wrong = fc.constantFrom<Json | undefined>(
    undefined,
    null,
    true,
    -1,
    1e308,
    "",
    "${",
    "${a.b[",
    "\u0000\u001b[31m",
    [],
    {},
    [[]],
    { a: { b: [1] } },
  );

  test("is judged or refused in words, whatever and wherever it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), wrong, (path, by) => {
        outcome(JSON.stringify(replaced(json, path, by)));
      }),
      { numRuns: 1500 },
    );
  });
});

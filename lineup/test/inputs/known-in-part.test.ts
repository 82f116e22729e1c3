import { readConfiguration } from "../../src/inputs/configuration";
import { buildTopology } from "../../src/topology/build";
import { Unresolved, type Value } from "../../src/values";
import type { Json } from "../inputs";

const HOST = "$" + "{google_redis_instance.r.host}";
const NAMES = { A: "1", REDIS_HOST: HOST };

/** The env of a service whose dynamic block goes over this: each name with its value, and what is not known beside. */
function envOver(over: string) {
  const [found] = readConfiguration({ files: [fileOf(over)] }, "test").resources;
  const [template] = [found?.values.template].flat() as Json[];
  const { env } = [template.containers].flat()[0] as { env: Value };
  return Array.isArray(env) ? env.map(shown) : shown(env);
}

function fileOf(over: string): Json {
  const dynamic = {
    env: { for_each: `$${"{"}${over}}`, content: { name: "$" + "{env.key}", value: "$" + "{env.value}" } },
  };
  const service = { name: "s", template: { containers: { image: "i", dynamic } } };
  return {
    variable: { flag: { type: "bool" }, open: { type: "map(string)" }, text: { type: "string" } },
    locals: { names: NAMES },
    resource: { google_cloud_run_v2_service: { s: service }, google_redis_instance: { r: { name: "r" } } },
  };
}

function shown(value: Value): unknown {
  if (value instanceof Unresolved) {
    return value.soleReference
      ? value.shown
      : `? ${value.references.map(({ address, attribute }) => `${address}.${attribute}`)}`;
  }
  const { name, value: its } = value as { name: Value; value: Value };
  return `${name}=${its instanceof Unresolved ? shown(its) : its}`;
}

const REF = "google_redis_instance.r.host";

test.each<[string, string, unknown]>([
  ["all of a map", "local.names", ["A=1", `REDIS_HOST=${REF}`]],
  ["what stands after the unknown", "merge(var.open, local.names)", ["A=1", `REDIS_HOST=${REF}`, `? ${REF}`]],
  [
    "the keys of what stands before the unknown, whose values it may replace",
    'merge({ A = "1" }, var.open)',
    ["A=? ", "? "],
  ],
  ["nothing of the unknown alone", "var.open", "? "],
  ["what both branches agree on", 'var.flag ? { A = "1", B = "2" } : { A = "1", C = "3" }', ["A=1", "? "]],
  ["the references of a branch that may be", "var.flag ? local.names : {}", `? ${REF}`],
  [
    "what is certain beside a branch that may be",
    'merge({ B = "2" }, var.flag ? local.names : {})',
    ["B=2", `? ${REF}`],
  ],
  [
    "what a Redis that is there always has",
    '{ for k, v in local.names : k => v if v != null && v != "" }',
    ["A=1", `REDIS_HOST=${REF}`],
  ],
  ["a value of which only the key is known", "{ A = var.text }", ["A=? "]],
  ["what passes a condition that is known", '{ for k, v in local.names : k => v if k != "A" }', [`REDIS_HOST=${REF}`]],
  [
    "what may pass a condition that is not",
    '{ for k, v in local.names : k => v if k == "A" || v != var.text }',
    ["A=1", `? ${REF}`],
  ],
])("a dynamic env has %s", (_, over, env) => {
  expect(envOver(over)).toEqual(env);
});

test.each<[string, string, string[]]>([
  ["of a branch", 'merge({ A = "1" }, var.flag ? { REDIS_HOST = "10.0.0.3" } : {})', ["A=1", "REDIS_HOST=? "]],
  ["of a branch alone", 'var.flag ? { DEBUG = "1" } : {}', ["DEBUG=? "]],
  ["that may be replaced", 'merge({ A = "1" }, var.flag ? { A = "2" } : {})', ["A=? "]],
  ["of nothing that is known", 'merge({ A = "1" }, var.open)', ["A=? ", "=? "]],
])("a service may have the variables %s, and their values are not known", (_, over, expected) => {
  const model = readConfiguration({ files: [fileOf(over)] }, "test");
  const [one] = buildTopology(model).services;
  expect(
    one?.variables.map(({ name, value }) => `${name}=${typeof value === "string" ? value : shown(value ?? null)}`),
  ).toEqual(expected);
});

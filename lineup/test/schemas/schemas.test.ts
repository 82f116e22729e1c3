import { readdirSync, readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020";
import { driftCases } from "../../../corpus/drift";
import { reviewCases } from "../../../corpus/review";
import { judged as drifted, planOf } from "../../../corpus/score/drift/judged";
import { reviewed } from "../../../corpus/score/review/judge";
import { schemaFiles } from "../../schemas/generate";
import { UnusableInput } from "../../src/inputs/model";
import { readFile } from "../../src/inputs/read";
import { assemble } from "../../src/report/assemble";
import { publicReport } from "../../src/report/contract";
import { judge } from "../../src/verify";
import { corpus, inventory, type Json } from "../inputs";
import { only } from "../probe/google";

const ajv = new Ajv({ allErrors: true, strict: false, formats: { "date-time": true } });
const texts = new Map(schemaFiles().map(([file, text]) => [file.replace(/^.*\//, ""), text]));
const schemaOf = (name: string): Json => JSON.parse(texts.get(name) ?? "");

test.each(schemaFiles())("%s is what npm run schemas writes", (file, text) => {
  expect(readFileSync(file, "utf8")).toBe(text);
});

/** As readers have it; and closed, so that a field that no schema names is found. */
const validators = ["verify-1", "review-1", "drift-1", "inventory-1", "probe-report-1", "probe-1"].map((name) => {
  const open = schemaOf(`${name}.json`);
  return [name, { open: ajv.compile(open), closed: ajv.compile(closed(open)) }] as const;
});

function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return schema.properties ? { ...inner, additionalProperties: false } : inner;
}

function expectValid(name: string, value: unknown): void {
  const validator = new Map(validators).get(name);
  const json = JSON.parse(JSON.stringify(value));
  for (const validate of [validator?.open, validator?.closed]) {
    validate?.(json);
    expect(validate?.errors ?? []).toEqual([]);
  }
}

const samples = readdirSync(corpus("x").replace("x.json", "verify")).map(
  (file) => `verify/${file.replace(".json", "")}`,
);

test.each(samples)("verify of %s is what its schema says, and nothing more", (name) => {
  const judged = judge(readFile(corpus(name)));
  expectValid(
    "verify-1",
    publicReport(assemble([{ judged, sourceOf: () => ({ file: "a.ts", line: 1 }) }], { houseRules: true })),
  );
});

test.each(reviewCases.map(({ id }) => id))("review of %s is what its schema says, and nothing more", (id) => {
  expectValid("review-1", reviewed(id));
});

test.each(driftCases.map(({ id }) => id))("drift of %s is what its schema says, and nothing more", (id) => {
  try {
    expectValid("drift-1", drifted(planOf(id)));
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
  }
});

const cases: [string, Parameters<typeof only>[0]][] = [
  ["that arrives", {}],
  ["that is stopped", { phase: "tls", code: "CERT_UNTRUSTED" }],
  ["that never started", { jobs: [] }],
];
test.each(cases)("the report of a probe %s is what its schema says, and nothing more", async (_, behaves) => {
  const { report, probe } = await only(behaves, { trace: true });
  expectValid("probe-report-1", report);
  if (probe.result) expectValid("probe-1", probe.result);
});

test("an inventory is what its schema says, and nothing more", () => {
  expectValid("inventory-1", inventory());
});

test("a verdict that there is not is found", () => {
  const report = { schema: "lineup/verify/1", verdict: "fine", inputs: [] };
  expect(ajv.validate(schemaOf("verify-1.json"), report)).toBe(false);
});

test("readers let fields pass that are added one day", () => {
  const report = { schema: "lineup/verify/1", verdict: "none", inputs: [], added: true };
  expect(ajv.validate(schemaOf("verify-1.json"), report)).toBe(true);
});

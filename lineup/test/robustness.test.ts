import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base } from "../../corpus/verify/base";
import { UnusableInput } from "../src/inputs/model";
import { readInput, readText } from "../src/inputs/read";
import { corpus, everyOutput, inventory, type Json, lineup, parsed } from "./inputs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "robustness-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nested = (depth: number) => `{"format_version":"1.2","planned_values":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const rawState = { version: 4, terraform_version: "1.11.0", serial: 3, lineage: "a-b", outputs: {}, resources: [] };

const UNUSABLE: [string, string, RegExp][] = [
  ["an empty file", "", /is empty/],
  ["white space", " \n\t\r\n", /is empty/],
  ["a byte order mark alone", "\ufeff", /is empty/],
  ["text", "Error: no configuration files\n", /is not JSON/],
  ["half an object", '{"format_version": "1.2", "planned_va', /is not JSON/],
  ["two objects", "{}{}", /is not JSON/],
  ["null", "null", /holds null/],
  ["a number", "17", /holds a number/],
  ["a string", '"plan"', /holds a string/],
  ["true", "true", /holds a boolean/],
  ["a list", "[]", /holds a list/],
  ["an empty object", "{}", /an empty object/],
  ["a raw state file", JSON.stringify(rawState), /a state as Terraform keeps it, .* terraform show -json/],
  [
    "a log stream",
    '{"@level":"info"}\n{"@level":"info"}\n',
    /log stream .* terraform show -json plan\.tfplan > plan\.json/,
  ],
  [
    "what setup-terraform's wrapper writes",
    "[command]/tools/terraform-bin show -json p\n{}",
    /set terraform_wrapper: false/,
  ],
  ["one line of a log stream", '{"@level":"info","@message":"x"}', /log stream/],
  ["a plan as Terraform saves it", "PK\u0003\u0004tfplan", /: terraform show -json .* > plan\.json$/m],
  ["provider schemas", '{"format_version":"1.0","provider_schemas":{}}', /provider schemas/],
  ["a package.json", '{"name":"x","version":"1.0.0","dependencies":{}}', /package\.json/],
  ["another object", '{"apiVersion":"v1","kind":"List"}', /the keys "apiVersion", "kind"/],
  ["100,000 levels", nested(100_000), /levels deep/],
  [
    "100,000 levels in synthesized JSON",
    `{"resource":${'{"a":'.repeat(100_000)}1${"}".repeat(100_001)}`,
    /levels deep/,
  ],
  [
    "planned values that are text",
    '{"format_version":"1.2","planned_values":"x"}',
    /incomplete or damaged at planned_values/,
  ],
  [
    "a resource deep in modules whose address is a number",
    '{"format_version":"1.0","values":{"root_module":{"child_modules":[{"resources":[{"address":1,"mode":"managed","type":"x"}]}]}}}',
    /damaged at values\.root_module\.child_modules\.0\.resources\.0\.address: expected text, got a number/,
  ],
  [
    "a plan whose actions are no list of texts",
    '{"format_version":"1.2","resource_changes":[{"address":"x.y","mode":"managed","type":"x","change":{"actions":["create",null]}}]}',
    /damaged at resource_changes\.0\.change\.actions\.1: expected text, got null/,
  ],
  [
    "a plan whose optional field is a list",
    '{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"address":"x.y","mode":"managed","type":"x","values":[]}]}}}',
    /damaged at planned_values\.root_module\.resources\.0\.values: expected an object or null, got a list/,
  ],
  ["a state that is text", '{"format_version":"1.0","values":"x"}', /incomplete or damaged at values/],
  [
    "an inventory without resources",
    '{"schema":"lineup/inventory/1","project":"p"}',
    /incomplete or damaged at resources/,
  ],
];

test.each(UNUSABLE)("refuses %s, and says what it found", (_, text, message) => {
  expect(() => readText(text, "input.json")).toThrow(UnusableInput);
  expect(() => readText(text, "input.json")).toThrow(message);
});

test.each(UNUSABLE)("and the command exits 2 in one line for %s", (_, text) => {
  const { status, stdout, stderr } = lineup(["verify", "-"], { input: text });
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^lineup: standard input .{1,300}\n$/);
});

test("an empty state is a state in which there is nothing to judge", () => {
  expect(everyOutput('{"format_version":"1.0"}').judged).toMatchObject({ verdict: "none", paths: [] });
});

const WHOLE: [string, Json][] = [
  ["plan", parsed("verify/ok")],
  ["state", parsed("state/applied")],
  ["synthesized JSON", base],
  ["inventory", inventory()],
];

test.each(WHOLE)("a %s cut off anywhere is unusable", (_, json) => {
  const text = JSON.stringify(json);
  for (let percent = 1; percent < 100; percent += 2) {
    const half = text.slice(0, Math.floor((text.length * percent) / 100));
    expect(() => readText(half, "half.json")).toThrow(UnusableInput);
  }
});

test.each(WHOLE)("a %s with a byte order mark and Windows line ends is the same", (_, json) => {
  const text = `\ufeff${JSON.stringify(json, null, 2).replaceAll("\n", "\r\n")}\r\n`;
  expect(everyOutput(text)).toEqual(everyOutput(JSON.stringify(json)));
});

describe("a folder", () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  test("without configuration is unusable", async () => {
    write("plan.json", readFileSync(corpus("verify/ok"), "utf8"));
    await expect(readInput(folder)).rejects.toThrow(/holds no \.tf or \.tf\.json files/);
  });

  test("with one half-written file is unusable as a whole", async () => {
    write("a.tf.json", JSON.stringify(base));
    write("b.tf.json", '{"resource": {"google_redis');
    await expect(readInput(folder)).rejects.toThrow(/b\.tf\.json is not JSON \(at character \d+ of \d+\)/);
  });

  test("with a file that is a list or empty is unusable, and a folder of such a name is skipped", async () => {
    write("a.tf.json", JSON.stringify(base));
    write("b.tf.json", "[]");
    await expect(readInput(folder)).rejects.toThrow(/b\.tf\.json holds a list/);
    write("b.tf.json", "");
    await expect(readInput(folder)).rejects.toThrow(/b\.tf\.json is empty/);
    rmSync(join(folder, "b.tf.json"));
    mkdirSync(join(folder, "b.tf.json"));
    await expect(readInput(folder)).resolves.toMatchObject({ kind: "synth" });
  });

  test("or a file that is not there is unusable", async () => {
    await expect(readInput(join(folder, "absent"))).rejects.toThrow(/does not exist$/);
  });

  test("with a sources.json that is none is unusable, and no report is left", () => {
    write("main.tf.json", JSON.stringify(base));
    write("sources.json", '{"a": 1}');
    const { status, stderr } = lineup(["verify", folder, "--output", join(folder, "report.txt")]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/sources\.json is not a list of addresses/);
    expect(readdirSync(folder).sort()).toEqual(["main.tf.json", "sources.json"]);
  });
});

test("a plan whose list of references is broken is not guessed at", () => {
  const plan = parsed("verify/ok");
  const [service] = plan.configuration.root_module.resources;
  for (const references of [[1], "google_redis_instance.cache", {}, [null]]) {
    service.expressions.template[0].containers[0].env[0].value = { references };
    expect(() => readText(JSON.stringify(plan), "plan.json")).toThrow(/damaged: the references of an expression/);
  }
});

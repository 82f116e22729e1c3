import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../test/support/folder";
import { drift, type Given, review, verify } from "../src/api";
import { UnusableInput } from "../src/inputs/model";
import { typed } from "./commands/process";

const recorded = (name: string) => join(__dirname, "../../corpus", name);
const ok = recorded("samples/verify/ok.json");
const root = temporaryFolder();
writeFileSync(join(root, "main.tf"), 'module "net" {\n  source = "acme/network/google"\n}\n');
const COMMANDS = { verify, review, drift };
type Name = keyof typeof COMMANDS;
const ask = (name: Name, ...given: unknown[]) => (COMMANDS[name] as (...given: unknown[]) => Promise<object>)(...given);
const names = Object.keys(COMMANDS) as Name[];

describe.each(names)("%s, asked by a program without types,", (name) => {
  test.each([
    ["a misspelt name", { variabels: {} }, 'there is no "variabels": what can be given is config, variables,'],
    ["null", null, "beside the input an object is given, got null"],
    ["a text", "prod", "beside the input an object is given, got a string"],
    ["the number of an open file", { config: 0 }, "config takes a text, got a number"],
    ["variables that are no texts", { variables: { a: 1 } }, "variables takes an object of texts, got an object"],
    ["one file in place of a list", { variableFiles: "a" }, "variableFiles takes a list of texts, got a string"],
    ["no text for an address", { from: 5 }, "from takes a text, got a number"],
    ["what every object has", { toString: "a" }, 'there is no "toString"'],
  ])("refuses %s", async (_, given, sentence) => {
    await expect(ask(name, ok, given)).rejects.toThrow(sentence);
  });

  test("refuses variables of a plan whose configuration is not given", async () => {
    await expect(ask(name, ok, { variables: { a: "b" } } satisfies Given)).rejects.toThrow("a plan holds its own");
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["a list", []],
    ["bytes", Buffer.from("{}")],
    ["JSON as text", readFileSync(ok, "utf8").slice(0, 200)],
    ["an object in a circle", circle()],
  ])("cannot use %s as an input", async (_, input) => {
    await expect(ask(name, input)).rejects.toThrow(UnusableInput);
  });
});

function circle(): object {
  const object: Record<string, unknown> = { format_version: "1.2" };
  object.planned_values = object;
  return object;
}

test("an input that cannot be changed is not changed, and calls at once do not touch each other", async () => {
  const input = frozen(JSON.parse(readFileSync(ok, "utf8")));
  const listeners = () => process.eventNames().map((event) => [event, process.listenerCount(event)]);
  const before = listeners();
  const [first, other, ...more] = await Promise.all([verify(input), verify(ok), review(input), verify(input)]);
  expect(first?.verdict).toBe("reachable");
  expect(more.at(-1)).toEqual(first);
  expect(JSON.stringify(other)).toBe(JSON.stringify(first).replaceAll("the JSON that was given", ok));
  expect(listeners()).toEqual(before);
});

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

test("a program gets what the command prints, also in the words of OpenTofu", async () => {
  process.env.TERRAFORM_BINARY_NAME = "tofu";
  try {
    const { stdout } = await typed(["verify", root, "--format", "json"]);
    expect(stdout).toContain("run tofu init");
    expect(await verify(root)).toEqual(JSON.parse(stdout));
  } finally {
    delete process.env.TERRAFORM_BINARY_NAME;
  }
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectedBeside, expectedOfService } from "../../src/expected";
import { UnusableInput } from "../../src/inputs/model";

const folder = mkdtempSync(join(tmpdir(), "expected-"));
const file = join(folder, "expected.json");
afterAll(() => rmSync(folder, { recursive: true }));

const PIN = { revision: "api-00041-abc", reason: "The release after it loses messages", until: "2026-12-06" };
const SERVICE = { requires: ["REDIS_HOST"], domains: ["api.example.com"], traffic: PIN };
const ALL = { schema: "lineup/expected/1", environment: "staging", services: { api: SERVICE } };

const beside = (json: unknown) => {
  writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  return expectedBeside(folder);
};

test("what is expected of a service is read, and what is added one day is let pass", () => {
  expect(beside({ ...ALL, later: 1, services: { api: { ...SERVICE, later: [] } } })).toMatchObject(ALL);
  expect(expectedOfService(expectedBeside(folder), "api")).toMatchObject(SERVICE);
});

test("a service that is not named is expected nothing of, nor is one called like what every object has", () => {
  const expected = beside(ALL);
  for (const name of ["web", "constructor", "__proto__", undefined]) {
    expect(expectedOfService(expected, name)).toBeUndefined();
  }
});

test.each([
  ["no text of JSON", "{"],
  ["an empty file", ""],
  ["a list", []],
  ["null", null],
  ["another schema", { ...ALL, schema: "lineup/expected/2" }],
  ["no environment", { ...ALL, environment: undefined }],
  ["services that are a list", { ...ALL, services: [SERVICE] }],
  ["a service that requires nothing that is a list", { ...ALL, services: { api: { ...SERVICE, requires: "A" } } }],
  ["a domain that is a number", { ...ALL, services: { api: { ...SERVICE, domains: [1] } } }],
  ["a revision of another make", { ...ALL, services: { api: { ...SERVICE, traffic: { ...PIN, revision: "A B" } } } }],
  ["a day that there is not", { ...ALL, services: { api: { ...SERVICE, traffic: { ...PIN, until: "2026-02-30" } } } }],
  ["a pin without its day", { ...ALL, services: { api: { ...SERVICE, traffic: { ...PIN, until: undefined } } } }],
])("%s is refused with the file, and with the way out", (_, json) => {
  expect(() => beside(json)).toThrow(UnusableInput);
  expect(() => beside(json)).toThrow(/expected\.json/);
});

test("what is wrong in it is named by its place, and its value is not repeated", () => {
  expect(() => beside({ ...ALL, services: { api: { ...SERVICE, domains: [{ hunter2: 1 }] } } })).toThrow(
    /expected\.json does not say what is expected of the services \(services\.api\.domains\.0: [^)]*\) - synthesize again, or remove it$/,
  );
});

test("nothing is expected where there is no such file, no folder, or an input without a path", () => {
  rmSync(file, { force: true });
  for (const input of [folder, join(folder, "nowhere"), "-", {}]) expect(expectedBeside(input)).toBeUndefined();
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rehearsal, type RehearsalOptions } from "../../rehearsal/rehearse";
import { scenarios } from "../../rehearsal/scenarios";
import type { Scenario } from "../../rehearsal/scenarios/scenario";
import type { ScenarioStep } from "../../rehearsal/steps";
import { MissingTool, type Tools } from "../../rehearsal/tools";

const tools: Tools = { terraform: "terraform", version: "1.11.4", provider: "6.50.0", lockFile: "" };
const scenario = (name: string, run: ScenarioStep["run"]): Scenario => ({
  name,
  about: `about ${name}`,
  steps: () => [{ title: `the step of ${name}`, run }],
});
const passes = async () => undefined;
const fails = async () => {
  throw new Error("it broke");
};

let out: string;
let said: string[];
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "rehearse-"));
  said = [];
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const options = (changes: Partial<RehearsalOptions>): RehearsalOptions => ({
  print: (line) => said.push(line),
  printError: (line) => said.push(`! ${line}`),
  hasTerminal: false,
  tools: () => tools,
  out,
  scenarios: ["life", "incident", "replay"].map((name) => scenario(name, passes)),
  ...changes,
});
const rehearse = (args: string[], changes: Partial<RehearsalOptions> = {}) => new Rehearsal(options(changes)).run(args);
const played = () => said.flatMap((line) => /^- the step of (\w+)/.exec(line)?.[1] ?? []);

test("with nothing said, life and then incident are played", async () => {
  expect(await rehearse([])).toBe(0);
  expect(played()).toEqual(["life", "incident"]);
});

test("one scenario by its name", async () => {
  expect(await rehearse(["incident"])).toBe(0);
  expect(played()).toEqual(["incident"]);
});

test("a claim that does not hold is exit 1, and the other scenario is played all the same", async () => {
  expect(await rehearse([], { scenarios: [scenario("life", fails), scenario("incident", passes)] })).toBe(1);
  expect(played()).toEqual(["life", "incident"]);
  expect(said.join("\n")).toMatch(/life: 0 passed, 1 failed, 0 skipped in/);
});

test("a cloud that answers what Google would not is exit 1, though every claim holds", async () => {
  const instance = "projects/p/locations/r/instances/x";
  const invents: Scenario = {
    ...scenario("life", passes),
    steps: (context) => [
      {
        title: "Redis has a mood",
        run: async () => {
          const sandbox = await context.sandbox(join(out, "root"));
          sandbox.cloud.cloud.store.put(`redis/${instance}`, { name: instance, mood: "good" });
          await sandbox.callApi("GET", `redis/v1/${instance}`);
          return undefined;
        },
      },
    ],
  };
  expect(await rehearse(["life"], { scenarios: [invents] })).toBe(1);
  expect(said).toContain("! Google would not answer redis.projects.locations.instances.get: Google has no field mood");
  expect(said.join("\n")).toMatch(/life: 1 passed, 0 failed/);
});

test.each([[["lief"]], [["life", "cdktf.out"]], [["replay"]], [["replay", "a", "b"]]])(
  "%j is no usage: exit 2, and what there is",
  async (args) => {
    expect(await rehearse(args)).toBe(2);
    expect(said.join("\n")).toContain("npm run rehearse -- replay PATH");
    expect(played()).toEqual([]);
  },
);

test("the help fits a terminal of 80 columns", async () => {
  await rehearse(["--help"], { scenarios: scenarios });
  expect(said.join("\n").split("\n")).toHaveLength(scenarios.length + 1);
  expect(
    Math.max(
      ...said
        .join("\n")
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(80);
});

test("a tool that is missing is exit 2, with the way to get it", async () => {
  const missing = () => {
    throw new MissingTool("neither terraform nor tofu is installed: https://example.com");
  };
  expect(await rehearse(["life"], { tools: missing })).toBe(2);
  expect(said).toEqual(["! neither terraform nor tofu is installed: https://example.com"]);
});

test("a tool that one scenario alone needs is missing to that one alone", async () => {
  const all = [{ ...scenario("life", passes), missing: () => "act is not installed" }, scenario("incident", passes)];
  expect(await rehearse(["life"], { scenarios: all })).toBe(2);
  expect(said).toEqual(["! act is not installed"]);
  expect(await rehearse(["incident"], { scenarios: all })).toBe(0);
});

test("Ctrl-C: nothing more is played, exit 130", async () => {
  let rehearsal: Rehearsal | undefined;
  const interrupts = async () => {
    rehearsal?.interrupt();
    return undefined;
  };
  rehearsal = new Rehearsal(options({ scenarios: [scenario("life", interrupts), scenario("incident", passes)] }));
  expect(await rehearsal.run([])).toBe(130);
  expect(played()).toEqual(["life"]);
});

import { plainLines } from "../../rehearsal/report/lines";
import { assertExitCode, assertThat, runSteps, type ScenarioStep } from "../../rehearsal/steps";

const good = (title: string): ScenarioStep => ({ title, run: async () => `${title} is done` });
const bad: ScenarioStep = {
  title: "the bad one",
  run: async () => {
    assertThat(1 > 2, "one is more than two");
    return undefined;
  },
};
const impossible: ScenarioStep = {
  title: "the impossible one",
  missing: "its tool is not installed",
  run: async () => {
    throw new Error("ran although a step had failed");
  },
};

async function performed(...steps: ScenarioStep[]) {
  const lines: string[] = [];
  const { outcomes } = await runSteps(
    steps,
    plainLines(steps, (line) => lines.push(line.replace(/\d+\.\d s/, "N s"))),
  );
  return { outcomes: outcomes.map(({ is }) => is), lines };
}

test("steps run in order, and their results are printed", async () => {
  expect(await performed(good("one"), good("two"))).toEqual({
    outcomes: ["passed", "passed"],
    lines: ["- one", "  ok: one is done (N s)", "- two", "  ok: two is done (N s)"],
  });
});

test("after a failed check no further step runs", async () => {
  expect(await performed(bad, good("never"))).toEqual({
    outcomes: ["failed"],
    lines: ["- the bad one", "  FAILED after N s: this does not hold: one is more than two"],
  });
});

test("a step that this machine cannot take is skipped by name, and the rest goes on", async () => {
  expect(await performed(impossible, good("next"))).toEqual({
    outcomes: ["skipped", "passed"],
    lines: ["- the impossible one", "  skipped: its tool is not installed", "- next", "  ok: next is done (N s)"],
  });
});

test("what a command has said belongs to its step", () => {
  const lines: string[] = [];
  const listener = plainLines([good("one")], (line) => lines.push(line));
  listener.started(0);
  listener.commandEnded("$ terraform init (0.2 s)");
  expect(lines).toEqual(["- one", "    $ terraform init (0.2 s)"]);
});

test("an end that was not expected shows what the command said", () => {
  const ran = { command: "terraform plan", code: 1, stdout: "", stderr: "no credentials" };
  expect(() => assertExitCode(ran, 0)).toThrow("terraform plan ended with 1, not 0:\nno credentials");
  expect(() => assertExitCode(ran, 1)).not.toThrow();
});

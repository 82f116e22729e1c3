import pinned from "../../../.ci/nodes.json";
import type { LineOutcome } from "../../../scripts/nodes/test-line";
import { testLines } from "../../../scripts/nodes/test-lines";

const lines = pinned.map(({ line }) => line);

describe("npm run test:nodes", () => {
  function ask(args: string[], outcomes: Record<string, LineOutcome["is"]> = {}) {
    const printed: string[] = [];
    const tested: string[] = [];
    const code = testLines(
      pinned,
      args,
      ({ line }) => {
        tested.push(line);
        const is = outcomes[line] ?? "passed";
        return { is, text: `${line} ${is}`, details: is === "failed" ? ["why"] : [] };
      },
      (line) => printed.push(line),
    );
    return { code, tested, printed: printed.slice(printed.indexOf("\n== summary") + 1) };
  }

  test("tests every line and ends with one sentence for each", () => {
    expect(ask([])).toEqual({ code: 0, tested: lines, printed: lines.map((line) => `${line} passed`) });
  });

  test("exits 1 where one line fails, and still tests the others", () => {
    const { code, tested, printed } = ask([], { 22: "failed", 24: "skipped" });
    expect({ code, tested }).toEqual({ code: 1, tested: lines });
    expect(printed).toEqual(["20.19 passed", "why", "22 failed", "24 skipped", "26 passed"]);
  });

  test("names what was skipped; exits 2 where nothing could be tested", () => {
    expect(ask([], { 22: "skipped" })).toMatchObject({ code: 0, printed: expect.arrayContaining(["22 skipped"]) });
    expect(ask(["--only", "26"], { 26: "skipped" }).code).toBe(2);
  });

  test.each([["24"], [pinned[2]?.version ?? ""]])("tests one with --only %s", (only) => {
    expect(ask(["--only", only])).toMatchObject({ code: 0, tested: ["24"] });
  });

  test("knows the oldest by its major version, too", () => {
    expect(ask(["--only", "20"]).tested).toEqual(["20.19"]);
  });

  test.each([
    [["--only", "18"]],
    [["--only", "2"]],
    [["--only", ""]],
    [["--only"]],
    [["24"]],
    [["--only", "24", "26"]],
  ])("refuses %j", (args) => {
    expect(ask(args)).toMatchObject({ code: 2, tested: [] });
  });
});

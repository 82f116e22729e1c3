import { type CiStep, type JestResults, summarize } from "../../scripts/summary";

const steps: CiStep[] = [
  { name: "npm ci", outcome: "passed" },
  { name: "npm test", outcome: "passed" },
];
const failedSteps = steps.map((step): CiStep => (step.name === "npm test" ? { ...step, outcome: "failed" } : step));
const allowed = [{ test: "validates", reason: "needs terraform" }];

/** One test file with a test that passes and whatever else is said. */
function jest(tests: Record<string, string> = {}, rest: JestResults["testResults"] = []): JestResults {
  const assertionResults = Object.entries({ "wires meet": "passed", validates: "passed", ...tests }).map(
    ([fullName, status]) => ({ fullName, status }),
  );
  return { testResults: [{ name: "a.test.ts", status: "passed", assertionResults }, ...rest] };
}

test("steps and tests are counted together, and the last line is the count", () => {
  expect(summarize({ steps, jest: jest(), allowed })).toEqual({
    failed: 0,
    text: "passed   npm ci\n3 passed, 0 failed, 0 skipped",
  });
});

test("a failed step and a failed test are named", () => {
  const lint: CiStep = { name: "npm run lint", outcome: "failed", reason: "exit code 1" };
  const { failed, text } = summarize({
    steps: [...failedSteps, lint],
    jest: jest({ "rules meet": "failed" }),
    allowed,
  });
  expect(failed).toBe(2);
  expect(text.split("\n")).toEqual([
    "passed   npm ci",
    "failed   npm run lint: exit code 1",
    'failed   test "rules meet"',
    "3 passed, 2 failed, 0 skipped",
  ]);
});

test("a skipped step and a skip on the list are named with their reasons, and fail nothing", () => {
  const exit: CiStep = { name: "npm run check:exit", outcome: "skipped", reason: "no registry" };
  const results = jest({ "validates [skipped: no terraform]": "pending" });
  const { failed, text } = summarize({ steps: [...steps, exit], jest: results, allowed });
  expect(failed).toBe(0);
  expect(text).toContain("skipped  npm run check:exit: no registry");
  expect(text).toContain('skipped  test "validates": no terraform');
  expect(text).toMatch(/\n3 passed, 0 failed, 2 skipped$/);
});

test.each([
  ["not on the list", { "rules meet [skipped: too slow]": "pending" }, allowed],
  ["on the list, but disabled in the test file", { validates: "pending" }, allowed],
  [
    "on the list without a reason",
    { "validates [skipped: no terraform]": "pending" },
    [{ test: "validates", reason: "" }],
  ],
  ["only planned", { "rules meet": "todo" }, allowed],
])("a skip that is %s fails by name", (_, tests, list) => {
  const { failed, text } = summarize({ steps, jest: jest(tests), allowed: list });
  expect(failed).toBe(1);
  expect(text).toMatch(
    /failed {3}test "(rules meet|validates)" was skipped, which \.ci\/allowed-skips.json does not allow/,
  );
  expect(text).toMatch(/, 1 failed, 0 skipped$/);
});

test("a list that names a test that is gone fails", () => {
  const gone = [...allowed, { test: "opens the bucket", reason: "needs a cloud" }];
  expect(summarize({ steps, jest: jest(), allowed: gone }).text).toContain(
    'lists "opens the bucket", and no test is called that',
  );
});

test.each<[string, JestResults | undefined, string]>([
  [
    "a file that does not run",
    jest({}, [{ name: "b.test.ts", status: "failed", assertionResults: [] }]),
    "b.test.ts failed outside its tests",
  ],
  ["no results", undefined, "npm test: wrote no results"],
  ["no failing test", jest(), "npm test: failed, though none of its tests did"],
  ["no test at all", { testResults: [] }, "npm test: no test has passed"],
])("npm test that fails with %s has failed", (_, results, sentence) => {
  const { failed, text } = summarize({ steps: failedSteps, jest: results, allowed: [] });
  expect(failed).toBeGreaterThan(0);
  expect(text).toContain(`failed   ${sentence}`);
});

describe("a goal that is missed", () => {
  const missed = ["time of verifying / of parsing  3.40  goal 3: MISSED by 13 %  340 / 100 ms"];
  const seconds = (tests: number) => new Map(Object.entries({ "npm run typecheck": 10, "npm test": tests }));
  const said = (more: object) => summarize({ steps, jest: jest(), allowed, ...more });

  test("is said and counted, and fails nothing", () => {
    const { failed, text } = said({ missed, seconds: seconds(60) });
    expect(failed).toBe(0);
    expect(text.split("\n")).toEqual([
      `missed   ${missed[0]}`,
      "missed   time of npm test / of npm run typecheck  6.00  goal 5: MISSED by 20 %  60 / 10 s",
      "goals missed: 2",
      "passed   npm ci",
      "3 passed, 0 failed, 0 skipped",
    ]);
  });

  test("is not said of tests that take as long as they may, or of which nobody took the time", () => {
    expect(said({ seconds: seconds(50) }).text).not.toContain("missed");
    expect(said({ seconds: new Map([["npm test", 60]]) }).text).not.toContain("missed");
  });
});

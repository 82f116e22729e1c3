import { readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../../main";
import { BREAKS, DOUBLE, SINGLE } from "../../../rehearsal/breaks";
import { Lab } from "../../../rehearsal/breaks/lab";
import { PAGE, pageWith } from "../../../rehearsal/breaks/page";
import { areAllNear, isFirstRight, type Outcome, outcomeOf } from "../../../rehearsal/breaks/score";
import { temporaryFolder } from "../../support/folder";

const out = temporaryFolder();
let lab: Lab;
const outcomes: Outcome[] = [];

beforeAll(async () => {
  synthesize(out);
  lab = await Lab.open(join(out, "stacks/staging"));
});
afterEach(() => lab.restore());
afterAll(() => lab.close());

test("staging as it stands is healthy, and nothing is found in it", async () => {
  const { verdict, causes, looks } = await lab.diagnose();
  expect({ verdict, causes, looks: looks.filter(({ did }) => did === "in part" || did === "could not") }).toEqual({
    verdict: "healthy",
    causes: [],
    looks: [],
  });
});

describe("what is broken is found, with whom it hits and what repairs it:", () => {
  test.each(BREAKS.map((one) => [one.title, one] as const))("%s", async (_, one) => {
    await lab.breaks(one);
    const outcome = outcomeOf(one, await lab.diagnose());
    outcomes.push(outcome);
    expect(outcome.wrong).toEqual([]);
  });
});

test("of all breaks the first cause is right in 95 of 100, and each is within the first three", () => {
  expect(outcomes).toHaveLength(BREAKS.length);
  const first = outcomes.filter(isFirstRight).length / outcomes.length;
  expect(first).toBeGreaterThanOrEqual(0.95);
  expect(outcomes.filter((one) => !areAllNear(one)).map(({ one }) => one.id)).toEqual([]);
});

test("docs/recovery.md holds what was measured - npm run recovery -- --write", () => {
  expect(pageWith(outcomes)).toBe(readFileSync(PAGE, "utf8"));
});

test("there are enough of them", () => {
  expect(SINGLE.length).toBeGreaterThanOrEqual(30);
  expect(DOUBLE.length).toBeGreaterThanOrEqual(10);
  expect(new Set(BREAKS.map(({ id }) => id)).size).toBe(BREAKS.length);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionCases } from "../../corpus/adoptions";
import { type RecordedWorld, readWorld } from "../../corpus/adoptions/recording";
import { isTakeOverCurrent, takenOver } from "../../corpus/adoptions/taken-over";
import { brokenPromises, isTriple, summary, takeOvers } from "../../corpus/score/adopt/taken-over";
import { UnusableInput } from "../../lineup/src/inputs/model";
import { synthesize } from "../../main";
import { contextOf, type Synthesized, stackOf, written } from "../../rehearsal/recording/adoptions/sentences";
import { promisedIn } from "../../rehearsal/recording/adoptions/take-over";
import { become, liveModel } from "../../rehearsal/recording/adoptions/world";
import { asGcloud } from "../../rehearsal/recording/out-of-band";
import { LoopbackCloud } from "../../rehearsal/server/http";

const world = readWorld() as RecordedWorld;
const taken = takeOvers();
const folder = mkdtempSync(join(tmpdir(), "taken-over-"));
let cloud: LoopbackCloud;
let asItIs: Synthesized;

beforeAll(async () => {
  cloud = await LoopbackCloud.start();
  asItIs = synthesizedWith({});
});

afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** What is synthesized with these settings, as the app does it when lineup asks. */
function synthesizedWith(settings: Readonly<Record<string, unknown>>): Synthesized {
  const into = mkdtempSync(join(folder, "stack-"));
  process.env.CDKTF_CONTEXT_JSON = contextOf(settings);
  try {
    synthesize(into);
  } catch (error) {
    throw new UnusableInput((error as Error).message);
  } finally {
    delete process.env.CDKTF_CONTEXT_JSON;
  }
  return stackOf(join(into, "stacks/staging"));
}

const liveOf = async (one: (typeof taken)[number]["one"]) => {
  await become(asGcloud(cloud), world, one);
  return liveModel(asGcloud(cloud));
};

test("all cases of three oddities and at least forty of one went all the way, and none is stale or forgotten", () => {
  expect(taken.filter(isTriple)).toHaveLength(10);
  expect(taken.length).toBeGreaterThanOrEqual(50);
  expect(taken.filter(({ one }) => !isTakeOverCurrent(one, world)).map(({ one }) => one.id)).toEqual([]);
  expect(takenOver().filter((id) => !adoptionCases.some((one) => one.id === id))).toEqual([]);
});

test("every sentence led to what it promised", () => {
  expect(brokenPromises(taken)).toEqual([]);
});

test("whatever was applied leaves nothing to do, and nothing is applied where something is in the way", () => {
  for (const { one, applied, why, secondPlan, planned } of taken) {
    const asked = applied ? "empty" : "not asked";
    expect([one.id, secondPlan, why.length === 0]).toEqual([one.id, asked, applied]);
    expect([one.id, Object.keys(planned).length > 0]).toEqual([one.id, applied]);
    expect([one.id, Object.values(planned).filter((action) => action === "replace")]).toEqual([one.id, []]);
  }
});

test.each(taken.map((each) => [each.one.id, each] as const))(
  "%s: the sentences and their promise are those that were recorded",
  async (_, { one, settings, promised }) => {
    const again = async (proposed: Readonly<Record<string, unknown>>) => synthesizedWith(proposed);
    const now = await written(asItIs, await liveOf(one), again);
    expect({ settings: now.settings, promised: promisedIn(now.rows) }).toEqual({ settings, promised });
  },
);

test("a promise that is not kept is named, and counted", () => {
  const [one] = taken.filter(({ applied }) => applied);
  if (!one) throw new Error("there are cases that were applied");
  const broken = { ...one, planned: { ...one.planned, "google_redis_instance.cache": "replace" } };
  expect(brokenPromises([broken])).toEqual([
    `${one.one.id}: google_redis_instance.cache: ${one.promised["google_redis_instance.cache"]}, and replace is planned`,
  ]);
  expect(summary([one])[1]?.slice(5)).toEqual(["1", "1", "1"]);
  expect(summary([broken])[1]?.slice(5)).toEqual(["1", "0", "1"]);
});

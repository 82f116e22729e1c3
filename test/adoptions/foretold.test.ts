import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionCases } from "../../corpus/adoptions";
import { PROJECT } from "../../corpus/adoptions/case";
import { type PlannedChange, type RecordedWorld, readAdoption, readWorld } from "../../corpus/adoptions/recording";
import { type Answer, disagreements, unforetold } from "../../corpus/score/adopt/confusion";
import { page, pageFile } from "../../corpus/score/adopt/page";
import { withoutPlaces } from "../../facts/attribute-path";
import { Foretelling, type Foretold } from "../../lineup/src/adopt/foretell";
import type { Stack } from "../../lineup/src/adopt/rounds";
import { synthesize } from "../../main";
import { answersTo } from "../../rehearsal/recording/adoptions/answers";
import { stackOf } from "../../rehearsal/recording/adoptions/sentences";
import { become, liveModel } from "../../rehearsal/recording/adoptions/world";
import { asGcloud } from "../../rehearsal/recording/out-of-band";
import { LoopbackCloud } from "../../rehearsal/server/http";

let cloud: LoopbackCloud;
let stack: Stack;
const told: Answer[] = [];
const folder = mkdtempSync(join(tmpdir(), "adoptions-"));

beforeAll(async () => {
  cloud = await LoopbackCloud.start();
  synthesize(folder);
  stack = stackOf(join(folder, "stacks/staging"));
});

afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** "google_redis_instance.cache: import ID, update maintenance_policy", as Terraform plans it and as it is foretold. */
function asPlanned(
  address: string,
  { importing, actions, replaces = [], before = {}, after = {}, unknown = {} }: PlannedChange,
): string {
  const forced = replaces.map((path) => path.filter((step) => typeof step === "string").join("."));
  const changed = actions.join() === "update" ? changedIn(before, after, unknown) : [];
  return line(address, importing, actions.join(), forced, changed);
}

function changedIn(...sides: Record<string, unknown>[]): string[] {
  return [...new Set(sides.flatMap(Object.keys))].filter((name) => !/^(effective|terraform)_/.test(name));
}

function asForetold({ change, id, live, forcing, differences }: Foretold): string {
  const changed =
    change.action === "update" ? differences.map(({ attribute }) => attribute.split(/[.[]/)[0] ?? "") : [];
  return line(
    change.address,
    live && id,
    change.actions.join(),
    forcing.map(({ attribute }) => withoutPlaces(attribute)),
    changed,
  );
}

/** The first keys: what is said within them depends on how many items a list has. */
const line = (address: string, id: string | undefined, action: string, forced: string[], changed: string[]) =>
  `${address}: ${id === undefined ? "" : `import ${id}, `}${action} ${[...new Set(forced.map((path) => path.split(".")[0]))].sort().join()} ${[...new Set(changed)].sort().join()}`;

test.each(adoptionCases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
  await become(asGcloud(cloud), readWorld() as RecordedWorld, one);
  const live = await liveModel(asGcloud(cloud));
  const foretold = new Foretelling(stack.model, live, PROJECT).all();
  told.push(...(await answersTo(one, stack, live)));
  const { changes } = readAdoption(id);
  const planned = Object.entries(changes).map(([address, change]) => asPlanned(address, change));
  expect(foretold.map(asForetold).sort()).toEqual(planned.sort());
});

describe("of all of them", () => {
  test("no outcome says otherwise than Terraform plans, and nothing is made anew that was not foretold", () => {
    expect(new Set(told.map(({ id }) => id)).size).toBe(adoptionCases.length);
    expect(disagreements(told)).toEqual([]);
    expect(unforetold(told)).toEqual([]);
  });

  test("docs/adoption.md is current - npm run matrix -- --write", () => {
    expect(readFileSync(pageFile, "utf8")).toBe(page(told));
  });
});

test.each([
  ["no change", "replace", 1, 1],
  ["no change", "update", 1, 0],
  ["refused", "replace", 0, 0],
  ["refused", "create", 1, 0],
  ["unknown", "create", 0, 0],
  ["unknown", "replace", 0, 1],
  ["managed", "no-op", 1, 0],
] as const)("%s, where the plan says %s, is counted", (said, planned, otherwise, anew) => {
  const answers = [{ id: "a", address: "google_redis_instance.cache", said, planned }];
  expect([disagreements(answers).length, unforetold(answers).length]).toEqual([otherwise, anew]);
});

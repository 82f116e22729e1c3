import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionCases } from "../../corpus/adoptions";
import { forgottenIn, isCurrent, readAdoption, readWorld, worldStaleness } from "../../corpus/adoptions/recording";
import { withoutWhatWatches } from "../../corpus/adoptions/stack";
import { hashOf } from "../../corpus/recorder/hash";
import { become, inventoryOf } from "../../rehearsal/recording/adoptions/world";
import { Sandbox } from "../../rehearsal/sandbox";
import { read, stagingInput, synthesizeEnvironment } from "../support/synth";

const world = readWorld();
if (!world) throw new Error("there is no recording of adoptions - run npm run record -- adoptions");
const stack = hashOf(JSON.parse(withoutWhatWatches(JSON.stringify(synthesizeEnvironment(read(stagingInput()))))));
const ids = adoptionCases.map(({ id }) => id);

test("at least forty environments have one oddity, and ten have three", () => {
  const triples = ids.filter((id) => id.startsWith("three-"));
  expect(triples).toHaveLength(10);
  expect(ids.length - triples.length).toBeGreaterThan(40);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test("every case is recorded as it is, with what ships, and no recording has no case", () => {
  expect(worldStaleness(stack, world)).toBeUndefined();
  expect(adoptionCases.filter((one) => !isCurrent(one, world)).map(({ id }) => id)).toEqual([]);
  expect(forgottenIn(adoptionCases)).toEqual([]);
});

test("a recording is stale when the case, what ships or the provider changes", () => {
  const [one] = adoptionCases;
  if (!one) throw new Error("there are cases");
  expect(isCurrent({ ...one, edits: [{ gone: "x" }] }, world)).toBe(false);
  expect(worldStaleness("another", world)).toMatch(/^what ships has changed .* - run npm run record -- adoptions$/);
  expect(worldStaleness(stack, { ...world, provider: "6.49.0" })).toMatch(/google 6\.49\.0/);
});

test("only what Terraform protects stops a plan, and a plan that is stopped says what it does not list", () => {
  for (const { id } of adoptionCases) {
    const { exit, errors, unlisted = [], changes } = readAdoption(id);
    expect([id, exit, errors.length > 0]).toEqual([id, exit, exit !== 0]);
    for (const { summary } of errors) expect([id, summary]).toEqual([id, "Instance cannot be destroyed"]);
    expect(unlisted.filter((address) => !(address in changes))).toEqual([]);
  }
});

test("nothing that is sensitive is recorded", () => {
  const texts = [world, ...ids.map((id) => readAdoption(id))].map((one) => JSON.stringify(one));
  for (const text of texts) {
    expect(text).not.toMatch(/"auth_string":"(?!\(sensitive\)")/);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"[^,]*"string"/);
  }
});

describe("the cloud of a case", () => {
  const folder = mkdtempSync(join(tmpdir(), "adoptions-"));
  const none = { terraform: "", version: "", provider: "", lockFile: "" };
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.open(folder, none);
  });
  afterAll(() => sandbox.close());

  test("is read by lineup, which finds nothing that it cannot read", async () => {
    const [first] = adoptionCases;
    if (!first) throw new Error("there are cases");
    await become(sandbox, world, first);
    const { unread, resources } = await inventoryOf(sandbox);
    expect(unread).toEqual([]);
    expect(resources.filter(({ type }) => type === "google_cloud_run_v2_service")).toHaveLength(3);
  });
});

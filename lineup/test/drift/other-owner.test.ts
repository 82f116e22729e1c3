import { judged, planOf } from "../../../corpus/score/drift/judged";
import { OtherState } from "../../src/drift/other-owner";
import { readText } from "../../src/inputs/read";
import type { Json } from "../inputs";

// Until an old root has forgotten what another one took over, two states own the same thing.

/** The old root: the same things under addresses of its own. */
function oldState(change: (resource: Json) => void = () => {}): Json {
  const { values, terraform_version } = structuredClone(planOf("redis-moved").prior_state);
  for (const resource of values.root_module.resources) {
    resource.name = `old_${resource.name}`;
    resource.address = `module.legacy.${resource.type}.${resource.name}`;
    change(resource);
  }
  values.root_module = { child_modules: [{ address: "module.legacy", resources: values.root_module.resources }] };
  return { format_version: "1.0", terraform_version, values };
}

const read = (json: Json) => new OtherState(readText(JSON.stringify(json), "old.json"));
const drifted = (others?: OtherState) => judged(planOf("redis-moved"), { others });

test("drift names the second owner of what has drifted", () => {
  const report = drifted(read(oldState()));
  const real = report.drifted.filter(({ tier }) => tier !== "noise");
  expect(real.length).toBeGreaterThan(0);
  for (const { alsoOwnedBy, message } of real) {
    expect(alsoOwnedBy).toEqual({ address: "module.legacy.google_redis_instance.old_cache", file: "old.json" });
    expect(message).toContain("also managed by module.legacy.google_redis_instance.old_cache of old.json: two owners");
  }
  expect(report.verdict).toBe(drifted().verdict);
});

test.each<[string, (resource: Json) => void]>([
  ["of another project", ({ values }) => Object.assign(values, { project: "acme-prod" })],
  ["of another name", ({ values }) => Object.assign(values, { name: "other" })],
  ["without a project", ({ values }) => Object.assign(values, { project: undefined })],
  ["with a project that is no text", ({ values }) => Object.assign(values, { project: 7 })],
])("a thing %s in the other state is another one", (_, change) => {
  expect(drifted(read(oldState(change))).drifted.flatMap(({ alsoOwnedBy }) => alsoOwnedBy ?? [])).toEqual([]);
});

test("without another state nothing is said of owners", () => {
  expect(JSON.stringify(drifted())).not.toContain("two owners");
});

test("a plan or an inventory is refused: only a state says what a root owns", () => {
  for (const json of [planOf("redis-moved"), { schema: "lineup/inventory/1", project: "p", resources: [], unread: [] }])
    expect(() => read(json)).toThrow("--owned-by takes what terraform show -json prints of the other root");
});

import { planOf as driftPlan, judged } from "../../../corpus/score/drift/judged";
import { type Json, planJson, reviewed } from "../../../corpus/score/review/judge";
import { changedPlan } from "../../src/changes/read";
import { readJson } from "../../src/inputs/read";

/** Other writers of plans spell every optional field out. */
function withNulls(plan: Json): void {
  for (const change of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    change.previous_address ??= null;
    change.deposed ??= null;
    change.action_reason ??= null;
    change.change.importing ??= null;
    change.change.replace_paths ??= null;
  }
  plan.resource_drift ??= null;
  plan.deferred_changes ??= null;
  plan.complete ??= null;
  plan.errored ??= null;
  plan.timestamp ??= null;
}

test.each(["nothing", "redis-tier-up", "service-moved", "destroyed", "refresh-only", "ssh-from-anywhere"])(
  "in review of %s a field that is null is a field that is absent",
  (id) => {
    expect(reviewed(id, withNulls)).toEqual(reviewed(id));
  },
);

test("in drift, too", () => {
  const plan = driftPlan("everything-at-once");
  withNulls(plan);
  expect(judged(plan)).toEqual(judged(driftPlan("everything-at-once")));
});

test.each<[string, (change: Json) => void, string]>([
  [
    "address",
    (change) => Object.assign(change, { address: 7 }),
    "resource_changes.3.address: expected text, got a number",
  ],
  ["mode", (change) => delete change.mode, "resource_changes.3.mode: expected text, got nothing"],
  [
    "change",
    (change) => Object.assign(change, { change: null }),
    "resource_changes.3.change: expected an object, got null",
  ],
  [
    "change.actions",
    (change) => Object.assign(change.change, { actions: "update" }),
    "resource_changes.3.change.actions: expected a list, got a string",
  ],
  [
    "previous_address",
    (change) => Object.assign(change, { previous_address: {} }),
    "resource_changes.3.previous_address: expected text or null, got an object",
  ],
])("verify, review and drift refuse a wrong %s and name it", (_, change, message) => {
  const plan = planJson("nothing", ({ resource_changes: changes }) => change(changes[3]));
  expect(() => changedPlan(plan, "plan.json")).toThrow(message);
  expect(() => readJson(plan, "plan.json")).toThrow(message);
});

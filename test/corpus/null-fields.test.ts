import { readPlan } from "../../corpus/recorder/recording";
import { changedPlan } from "../../lineup/src/changes/read";
import { review } from "../../lineup/src/review/review";

// Terraform omits what does not apply; other writers of the same format write null.
const OPTIONAL = ["previous_address", "module_address", "index", "deposed", "action_reason"];

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

function withNulls(plan: Json): Json {
  const written = structuredClone(plan);
  for (const change of [...(written.resource_changes ?? []), ...(written.resource_drift ?? [])]) {
    for (const field of OPTIONAL) change[field] ??= null;
    change.change.importing ??= null;
    change.change.replace_paths ??= null;
  }
  return written;
}

test.each(["nothing", "redis-tier-up", "service-moved", "redis-imported", "first-create"])(
  "the plan of %s with null for absent fields gets the same review",
  (id) => {
    const plan = readPlan("review", id);
    const report = (json: Json) => review(changedPlan(json, "plan.json"), {}, () => undefined).report;
    expect(report(withNulls(plan))).toEqual(report(plan));
  },
);

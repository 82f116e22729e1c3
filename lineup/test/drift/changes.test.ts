import { changedPlan } from "../../src/changes/read";
import { changesOf, foundIn } from "../../src/drift/drift-difference";

const API = "google_cloud_run_v2_service.api";
const plan = changedPlan(
  {
    format_version: "1.2",
    planned_values: {},
    resource_drift: [
      {
        address: API,
        mode: "managed",
        type: "google_cloud_run_v2_service",
        change: {
          actions: ["update"],
          before: { invoker_iam_disabled: false, ingress: "internal" },
          after: { invoker_iam_disabled: true, ingress: "internal" },
        },
      },
    ],
  },
  "plan.json",
);

test("what the plan found and what the live project shows beyond it is one change, from what was written", () => {
  const [first] = foundIn(plan.drift);
  if (!first) throw new Error("the plan shows a difference");
  const beyond = { ...first, before: { ...first.after }, after: { ...first.after, ingress: "all" }, onlyLive: true };
  expect(changesOf([first, beyond], plan)).toMatchObject([
    {
      action: "update",
      before: { invoker_iam_disabled: false, ingress: "internal" },
      after: { invoker_iam_disabled: true, ingress: "all" },
    },
  ]);
  const lost = { ...first, after: undefined, difference: undefined, onlyLive: true };
  expect(changesOf([first, lost], plan)).toMatchObject([{ action: "delete", before: { ingress: "internal" } }]);
});

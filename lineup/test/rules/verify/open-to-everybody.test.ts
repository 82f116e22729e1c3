import { add } from "../../../../corpus/verify/edit";
import { changed, only } from "./ask";

const unchecked = (address: string, values: object) =>
  only(
    "open-to-everybody",
    changed((root) => add(root, address, { name: "new", location: "europe-west1", ...values })),
  );
const FIRST = "google_cloud_run_service.new";
const annotated = (value: unknown) => ({
  metadata: { annotations: { "run.googleapis.com/invoker-iam-disabled": value } },
});

test.each([
  ["google_cloud_run_v2_service.new", { invoker_iam_disabled: true }, "invoker_iam_disabled"],
  [FIRST, annotated("true"), "metadata.annotations.run.googleapis.com/invoker-iam-disabled"],
])("%s that asks nobody who calls is open to everybody, which may be meant", (address, values, attribute) => {
  expect(unchecked(address, values)).toEqual([expect.objectContaining({ address, attribute, severity: "note" })]);
});

test.each([
  ["google_cloud_run_v2_service.new", { invoker_iam_disabled: false }],
  ["google_cloud_run_v2_service.new", {}],
  [FIRST, annotated("false")],
  [FIRST, annotated(null)],
])("%s that asks is not: %j", (address, values) => {
  expect(unchecked(address, values)).toEqual([]);
});

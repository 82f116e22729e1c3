import { readIndex } from "../../../corpus/recorder/recording-index";
import { reviewCases } from "../../../corpus/review";
import { answers } from "../../../corpus/score/review/confusion";
import { inShort, labelOf, reviewed, reviewedWithConfiguration } from "../../../corpus/score/review/judge";
import { contradictions } from "./contradictions";

const index = readIndex("review").cases;
const cases = reviewCases.map((one) => [one.id, one] as const);

test.each(cases)("lineup review is right about %s", (_, one) => {
  const said = inShort(reviewed(one.id));
  expect(said).toEqual(labelOf(one, said));
});

test.each(cases)("it says the same about %s with the configuration that the plan was made from", (_, one) => {
  const report = reviewedWithConfiguration(one.id);
  const said = inShort(report);
  expect(said).toEqual(labelOf(one, said));
  expect(report.risks.filter(({ code }) => code === "CONFIGURATION_NOT_USED")).toEqual([]);
});

test.each(cases)("the cloud saw what the label of %s says", (id, one) => {
  const applied = index[id]?.applied;
  expect(applied && contradictions(one, applied)).toEqual([]);
});

test("nothing dangerous is called safe, and nothing unknown", () => {
  const all = answers();
  expect(all.filter(({ right, said }) => right !== "safe" && said === "safe")).toEqual([]);
  expect(all.filter(({ right }) => right === "danger").length).toBeGreaterThan(25);
  expect(all.filter(({ right }) => right === "safe").length).toBeGreaterThan(25);
});

test("every case has a name of its own", () => {
  const ids = reviewCases.map(({ id }) => id);
  expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
});

import { answers, confusion, VERDICTS } from "../../../corpus/score/drift/judged";

const all = answers();

describe("what is said is what was wanted:", () => {
  test.each(all.map((answer) => [answer.one.id, answer] as const))("%s", (_, { one: { label }, got }) => {
    expect(got.verdict).toBe(label.verdict);
    expect([...got.drifted].sort()).toEqual([...label.drifted].sort());
    expect([...(got.pending ?? [])].sort()).toEqual([...(label.pending ?? [])].sort());
    expect(got.repair).toContain(label.repair ?? "");
  });
});

test("the confusion matrix is a diagonal, and nothing on it is empty", () => {
  const matrix = confusion(all);
  for (const wanted of VERDICTS) {
    for (const said of VERDICTS) {
      if (wanted === said) expect(matrix[wanted]?.[said]).toBeGreaterThan(0);
      else expect({ wanted, said, times: matrix[wanted]?.[said] }).toEqual({ wanted, said, times: 0 });
    }
  }
  expect(all.length).toBeGreaterThanOrEqual(40);
});

test("Terraform calls most of what it reports drift, and most of that is noise", () => {
  const clean = all.filter(({ one }) => one.label.verdict === "clean");
  for (const { report } of clean) expect(report?.noise).toBeGreaterThan(5);
});

import { judged, planOf } from "../../../corpus/score/drift/judged";
import { UNPROVEN } from "../../src/drift/proof";
import { renderDrift } from "./outputs";

describe.each(["none", "everything-at-once", "egress-all-traffic-unset", "connector-deleted", "pending-and-drift"])(
  "%s",
  (id) => {
    const report = judged(planOf(id));
    test.each(["text", "markdown"] as const)("as %s", (format) => {
      expect(renderDrift(report, format)).toMatchSnapshot();
    });
  },
);

test("what is not proven, as text", () => {
  expect(renderDrift(judged(planOf("label-added"), { proof: UNPROVEN }), "text")).toMatchSnapshot();
});

test("what only cuts and opens, where somebody wants no more", () => {
  expect(renderDrift(judged(planOf("everything-at-once")), "text", { quiet: true })).toMatchSnapshot();
});

test("SARIF has a result for each difference, under a rule that it lists", () => {
  const { runs } = JSON.parse(renderDrift(judged(planOf("everything-at-once")), "sarif"));
  const [{ results, tool }] = runs;
  expect(results.map(({ level }: { level: string }) => level)).toEqual(["error", "warning", "note"]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

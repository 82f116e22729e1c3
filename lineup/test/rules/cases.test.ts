import { inputOf, ruleCase } from "../../../corpus/verify/rule-case";
import { readJson } from "../../src/inputs/read";
import { findingsOf } from "../../src/rules/findings";
import { VERIFY_RULES } from "../../src/rules/verify";
import { judge } from "../../src/verify";

function reported(rule: string, input: unknown) {
  const { topology, paths } = judge(readJson(input, "x"));
  return findingsOf({ topology, paths }, { houseRules: true }).filter((finding) => finding.rule === rule);
}

describe.each(VERIFY_RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("says what it means and what to do", () => {
    for (const text of [rule.title, rule.help, rule.remedy]) expect(text).toMatch(/^\S.{10,}/);
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.help).toMatch(/\.$/);
    expect(rule.remedy).toMatch(/\.$/);
  });

  test(`has a case in corpus/rules/${id}.ts`, () => {
    expect(ruleCase(id)).toBeDefined();
  });

  test("is reported at an address in its failing case", () => {
    const [finding] = reported(id, inputOf(ruleCase(id)?.failing ?? (() => {})));
    expect(finding).toMatchObject({ severity: rule.severity, address: expect.stringMatching(/./) });
  });

  test("is silent in its passing case", () => {
    expect(reported(id, inputOf(ruleCase(id)?.passing ?? (() => {})))).toEqual([]);
  });
});

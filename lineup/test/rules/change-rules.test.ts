import { readdirSync } from "node:fs";
import { join } from "node:path";
import { reviewCases } from "../../../corpus/review";
import { answers } from "../../../corpus/score/drift/judged";
import { reviewed } from "../../../corpus/score/review/judge";
import { changeRules } from "../../src/rules/change";
import type { RuleText } from "../../src/rules/define";
import { driftRules } from "../../src/rules/drift";

const drifts = answers();
const inReview = new Map(reviewCases.map(({ id }) => [id, reviewed(id).risks.map(({ code }) => code)]));
const inDrift = new Map(drifts.map(({ one, report }) => [one.id, report?.drifted ?? []]));

const named = <Rule extends RuleText>(rules: readonly Rule[]) => rules.map((rule) => [rule.id, rule] as const);

test.each(named(changeRules))("%s is said of its example", (id, { example }) => {
  const review = inReview.get(example) ?? [];
  const drift = (inDrift.get(example) ?? []).flatMap(({ rule }) => rule ?? []);
  expect([...review, ...drift]).toContain(id);
});

test.each(named(changeRules))("%s is not said of everything", (id) => {
  expect(inReview.get("nothing")).not.toContain(id);
});

test.each(named(driftRules))("drift says %s of its example", (id, { example }) => {
  expect((inDrift.get(example) ?? []).map(({ code }) => code)).toContain(id);
});

test("every code that a recorded drift has is a drift rule", () => {
  const known = new Set<string>(driftRules.map(({ id }) => id));
  const said = drifts.flatMap(({ report }) => report?.drifted.map(({ code }) => code) ?? []);
  expect(said.filter((code) => !known.has(code))).toEqual([]);
});

test.each([
  ["change", changeRules],
  ["drift", driftRules],
] as const)("each file of rules/%s is one rule, listed and called by its code", (folder, rules) => {
  const files = readdirSync(join(__dirname, "../../src/rules", folder)).filter((name) => name !== "index.ts");
  const names = rules.map(({ id }) => `${id.toLowerCase().replaceAll("_", "-")}.ts`);
  expect(files.sort()).toEqual([...names].sort());
});

test.each(named([...changeRules, ...driftRules]))("%s says what it means and what to do", (_, rule) => {
  expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
  for (const text of [rule.help, rule.remedy]) expect(text).toMatch(/^[A-Z-].*\.$/s);
});

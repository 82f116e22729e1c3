import { isCurrent, recordedAnswers } from "../../../corpus/expressions/recording";
import { lineupOn, scoreOf } from "../../../corpus/score/expressions";
import { FUNCTIONS } from "../../src/inputs/expressions/functions";

const { answers, index } = recordedAnswers();
const expressions = [...answers.keys()];
const values = lineupOn(expressions);
const scores = expressions.map((expression, place) =>
  scoreOf(answers.get(expression) ?? "refused", values[place] ?? null),
);

test("the recorded answers are Terraform's to the expressions of today: npm run expressions -- --record renews them", () => {
  expect(isCurrent(index)).toBe(true);
  expect(expressions.length).toBeGreaterThan(5_000);
});

test("a value of lineup is Terraform's, and where Terraform refuses there is none", () => {
  expect(expressions.filter((_, place) => scores[place] === "wrong")).toEqual([]);
});

test("six of ten that Terraform evaluates have a value", () => {
  const evaluated = scores.filter((score) => score !== "refused");
  expect(evaluated.filter((score) => score === "same").length / evaluated.length).toBeGreaterThan(0.6);
});

test.each(Object.keys(FUNCTIONS))("%s is compared with Terraform", (name) => {
  const proved = expressions.filter((expression, place) => scores[place] === "same" && expression.includes(`${name}(`));
  expect(proved.length).toBeGreaterThanOrEqual(5);
});

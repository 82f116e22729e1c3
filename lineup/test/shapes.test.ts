import type { VerifyAnswer } from "../../corpus/score/verify/judge";
import {
  brokenPromise,
  SHAPE_MODES,
  type ShapeQuestion,
  shapeDisagreement,
  shapeQuestions,
} from "../../corpus/score/verify/shapes";

const asked = shapeQuestions();
const answers = new Map<ShapeQuestion, VerifyAnswer>();
const ask = (question: ShapeQuestion): VerifyAnswer => {
  const answer = answers.get(question) ?? question.ask();
  answers.set(question, answer);
  return answer;
};

describe.each(SHAPE_MODES)("lineup, given roots as people write them as %s,", (mode) => {
  const questions = asked.filter((question) => question.mode === mode);
  test.each(questions.map((question) => [question.shape.id, question] as const))("is right about %s", (_, question) => {
    expect(shapeDisagreement(question, ask(question))).toBeUndefined();
  });
});

test("lineup never calls the path of such a root reachable where it is cut", () => {
  const broken = asked.filter((question) => brokenPromise(question, ask(question)));
  expect(broken.map(({ shape, mode }) => `${shape.id} as ${mode}`)).toEqual([]);
});

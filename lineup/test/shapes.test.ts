import { disagreement, folderQuestions, type VerifyAnswer } from "../../corpus/score/verify/judge";
import {
  brokenPromise,
  SHAPE_MODES,
  type ShapeQuestion,
  shapeDisagreement,
  shapeQuestions,
} from "../../corpus/score/verify/shapes";

const asked = shapeQuestions();
const answers = new Map<ShapeQuestion, Promise<VerifyAnswer>>();
const ask = (question: ShapeQuestion): Promise<VerifyAnswer> => {
  const answer = answers.get(question) ?? question.ask();
  answers.set(question, answer);
  return answer;
};

describe.each(SHAPE_MODES)("lineup, given roots as people write them as %s,", (mode) => {
  const questions = asked.filter((question) => question.mode === mode);
  test.each(questions.map((question) => [question.shape.id, question] as const))(
    "is right about %s",
    async (_, question) => {
      expect(shapeDisagreement(question, await ask(question))).toBeUndefined();
    },
  );
});

test("lineup never calls the path of such a root reachable where it is cut", async () => {
  const answered = await Promise.all(asked.map(async (question) => ({ question, said: await ask(question) })));
  const broken = answered.filter(({ question, said }) => brokenPromise(question, said));
  expect(broken.map(({ question: { shape, mode } }) => `${shape.id} as ${mode}`)).toEqual([]);
});

test.each(folderQuestions().map((question) => [question.id, question.mode, question] as const))(
  "lineup is right about %s as %s with its folder",
  async (_, __, question) => {
    expect(disagreement(question, await question.ask())).toBeUndefined();
  },
);

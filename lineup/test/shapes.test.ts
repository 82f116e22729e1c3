import { disagreement, folderQuestions, type VerifyAnswer } from "../../corpus/score/verify/judge";
import { isNotYet, notYet } from "../../corpus/score/verify/not-yet";
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
  const questions = asked.filter((question) => question.mode === mode && !isNotYet(question.shape.id, mode));
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

test("what lineup does not know yet it calls unknown, and it is listed while that is so", async () => {
  const shaped = asked.map((question) => ({
    name: `${question.shape.id} as ${question.mode}`,
    ask: () => ask(question),
    differs: (said: VerifyAnswer) => shapeDisagreement(question, said),
  }));
  const inFolders = folderQuestions().map((question) => ({
    name: `${question.id} as ${question.mode}`,
    ask: () => question.ask(),
    differs: (said: VerifyAnswer) => disagreement(question, said),
  }));
  const listed = [...shaped, ...inFolders].filter(({ name }) => name in notYet);
  expect(listed.map(({ name }) => name).sort()).toEqual(Object.keys(notYet).sort());
  for (const { name, ask, differs } of listed) {
    const said = await ask();
    expect([name, said.verdict, differs(said) !== undefined]).toEqual([name, "unknown", true]);
  }
});

import { readFileSync } from "node:fs";
import { brokenPromises } from "../../corpus/score/verify/confusion";
import { disagreement, questions, type VerifyAnswer, type VerifyQuestion } from "../../corpus/score/verify/judge";
import { page, pageFile } from "../../corpus/score/verify/page";
import { verifyCases } from "../../corpus/verify";
import { hclCases } from "../../corpus/verify/hcl";

const asked = questions();
const answers = new Map<VerifyQuestion, Promise<VerifyAnswer>>();
const ask = (question: VerifyQuestion): Promise<VerifyAnswer> => {
  const answer = answers.get(question) ?? question.ask();
  answers.set(question, answer);
  return answer;
};

describe.each(["synth", "hcl", "plan", "configured"] as const)("lineup verify, given input that is %s,", (mode) => {
  const questions = asked.filter((question) => question.mode === mode);
  test.each(questions.map((question) => [question.id, question] as const))("is right about %s", async (_, question) => {
    expect(disagreement(question, await ask(question))).toBeUndefined();
  });
});

test("lineup verify never says reachable where the path is cut", async () => {
  const answered = asked.map(async (question) => ({ question, answer: await ask(question) }));
  expect(brokenPromises(await Promise.all(answered))).toEqual([]);
});

test("what lineup takes at its word in a plan it names", async () => {
  const replaced = asked.find(({ id }) => id === "hcl-replace-around-id") as VerifyQuestion;
  expect((await ask(replaced)).assumptions.join("\n")).toContain("google_compute_network.vpc.id");
});

test("every case has a name of its own, and every verdict its cases", () => {
  const ids = [...verifyCases, ...hclCases].map(({ id }) => id);
  expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  for (const verdict of ["reachable", "blocked", "unknown"]) {
    expect(verifyCases.filter((fault) => fault.verdict === verdict).length).toBeGreaterThan(20);
  }
});

test("docs/verification.md is current - npm run matrix -- --write", () => {
  expect(readFileSync(pageFile, "utf8")).toBe(page());
});

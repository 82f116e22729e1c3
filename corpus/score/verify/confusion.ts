import { verifyGroups } from "../../verify";
import { hclCases } from "../../verify/hcl";
import { disagreement, type Mode, type VerifyAnswer, type VerifyQuestion } from "./judge";

const ROWS = ["reachable", "blocked", "unknown"] as const;
const COLUMNS: VerifyAnswer["verdict"][] = ["reachable", "blocked", "unknown", "none", "refused"];

interface AnsweredQuestion {
  question: VerifyQuestion;
  answer: VerifyAnswer;
}

export const answerAll = (questions: VerifyQuestion[]): Promise<AnsweredQuestion[]> =>
  Promise.all(questions.map(async (question) => ({ question, answer: await question.ask() })));

/** Rows are labels, columns what lineup answers. */
export function confusion(answered: AnsweredQuestion[], mode: Mode): string {
  const asked = answered.filter(({ question }) => question.mode === mode);
  const count = (row: string, column: string) =>
    asked.filter(({ question, answer }) => question.label.verdict === row && answer.verdict === column).length;
  const lines = ROWS.map((row) => [row, ...COLUMNS.map((column) => `${count(row, column)}`)]);
  return [[`as ${mode}`, ...COLUMNS], ...lines]
    .map((cells) => cells.map((cell) => cell.padStart(10)).join(""))
    .join("\n");
}

/** One line for each class of cases: how many questions, what lineup answers, and how often that is not the label. */
export function byClass(answered: AnsweredQuestion[]): string {
  const rows = Object.entries(CLASSES).map(([title, ids]) => {
    const asked = answered.filter(({ question }) => ids.has(question.id));
    const count = (verdict: string) => asked.filter(({ answer }) => answer.verdict === verdict).length;
    const wrong = asked.filter(({ question, answer }) => disagreement(question, answer) !== undefined).length;
    return [title, ...[asked.length, ...ROWS.map(count), wrong].map(String)];
  });
  const [width] = rows.map(([title = ""]) => title.length).sort((one, other) => other - one);
  return [["class", "questions", ...ROWS, "wrong"], ...rows]
    .map(([title = "", ...cells]) => title.padEnd(width ?? 0) + cells.map((cell) => cell.padStart(11)).join(""))
    .join("\n");
}

const CLASSES: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({ ...verifyGroups, "Roots in HCL": hclCases }).map(([title, cases]) => [
    title,
    new Set(cases.map(({ id }) => id)),
  ]),
);

export function disagreements(answered: AnsweredQuestion[]): string[] {
  return answered.flatMap(({ question, answer }) => {
    const what = disagreement(question, answer);
    return what === undefined ? [] : [`${question.id} as ${question.mode}: ${what}`];
  });
}

/**
 * The worst error: lineup says reachable and the path is blocked. Where the label says that the input does not show it,
 * the answer has to name what it takes the value for.
 */
export function brokenPromises(answered: AnsweredQuestion[]): string[] {
  const isNamed = ({ question, answer }: AnsweredQuestion) =>
    question.label.verdict === "reachable" && answer.assumptions.some((one) => one.includes("is taken to hold"));
  return answered
    .filter(({ question, answer }) => answer.verdict === "reachable" && question.truth.verdict === "blocked")
    .filter((one) => !isNamed(one))
    .map(({ question }) => `${question.id} as ${question.mode}`);
}

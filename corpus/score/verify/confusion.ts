import { disagreement, type Mode, type VerifyAnswer, type VerifyQuestion } from "./judge";

const ROWS = ["reachable", "blocked", "unknown"] as const;
const COLUMNS: VerifyAnswer["verdict"][] = ["reachable", "blocked", "unknown", "none", "refused"];

interface AnsweredQuestion {
  question: VerifyQuestion;
  answer: VerifyAnswer;
}

export const answerAll = (questions: VerifyQuestion[]): AnsweredQuestion[] =>
  questions.map((question) => ({ question, answer: question.ask() }));

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

export function disagreements(answered: AnsweredQuestion[]): string[] {
  return answered.flatMap(({ question, answer }) => {
    const what = disagreement(question, answer);
    return what === undefined ? [] : [`${question.id} as ${question.mode}: ${what}`];
  });
}

/** The worst error: lineup says reachable and the path is blocked. */
export function brokenPromises(answered: AnsweredQuestion[]): string[] {
  return answered
    .filter(({ question, answer }) => answer.verdict === "reachable" && question.truth.verdict === "blocked")
    .map(({ question }) => `${question.id} as ${question.mode}`);
}

import type { Outcome } from "../../../lineup/src/adopt/contract";

/** A resource of a case: what `lineup adopt` says of it, and what `terraform plan` does to it. */
export interface Answer {
  id: string;
  address: string;
  said: Outcome;
  planned: string;
}

/** What an outcome says that the plan will do. Refused is what Google refuses: the plan cannot know it. */
const SAYS: Partial<Record<Outcome, readonly string[]>> = {
  create: ["create"],
  "no change": ["no-op"],
  "labels only": ["update"],
  changes: ["update"],
  replaced: ["replace"],
  refused: ["update", "replace"],
};

const ROWS: readonly Outcome[] = ["create", "no change", "labels only", "changes", "replaced", "refused", "unknown"];
const COLUMNS = ["create", "no-op", "update", "replace"] as const;

/** As lineup calls what Terraform does. */
export function actionOf(actions: readonly string[]): string {
  return actions.length > 1 ? "replace" : (actions[0] ?? "no-op");
}

/** Rows are what lineup foretells, columns what Terraform plans. */
export function confusion(answers: readonly Answer[]): string[][] {
  const count = (row: string, column: string) =>
    answers.filter(({ said, planned }) => said === row && planned === column).length;
  return [["foretold", ...COLUMNS], ...ROWS.map((row) => [row, ...COLUMNS.map((column) => `${count(row, column)}`)])];
}

/** What is foretold otherwise than it is planned. Unknown is no answer, and neither right nor wrong. */
export function disagreements(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ said, planned }) => !(SAYS[said]?.includes(planned) ?? said === "unknown"));
}

/** The worst error: Terraform makes something anew, and lineup has not said so. */
export function unforetold(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ said, planned }) => planned === "replace" && said !== "replaced" && said !== "refused");
}

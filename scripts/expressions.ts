import { execFileSync } from "node:child_process";
import { type Answer, terraformOn } from "../corpus/expressions/ask";
import { generated } from "../corpus/expressions/generate";
import { expressionsOf, isCurrent, recordedAnswers, rootHash, writeAnswers } from "../corpus/expressions/recording";
import { lineupOn, type Score, scoreOf } from "../corpus/score/expressions";

/**
 * `npm run expressions`: compares lineup's values of the recorded expressions with Terraform's. `-- --record` has real
 * Terraform evaluate them again; `-- --seed=N` asks it about others, and prints those that lineup answers differently,
 * the shortest first: such a one belongs into corpus/expressions/fixed.ts. Exit 1 where a value differs.
 */
const seed = process.argv.find((arg) => arg.startsWith("--seed="))?.slice("--seed=".length);
if (process.argv.includes("--record")) record();
const answers = seed === undefined ? recorded() : fresh(Number(seed));

const expressions = [...answers.keys()];
const values = lineupOn(expressions);
const counts: Record<Score, number> = { same: 0, unknown: 0, refused: 0, wrong: 0 };
const wrong: string[] = [];
for (const [index, expression] of expressions.entries()) {
  const [answer, value] = [answers.get(expression) ?? "refused", values[index] ?? null];
  const score = scoreOf(answer, value);
  counts[score]++;
  if (score === "wrong") wrong.push(`${expression}\n  terraform ${shown(answer)}\n  lineup    ${shown(value)}`);
  if (score === "unknown" && process.argv.includes("--unknown")) console.log(JSON.stringify(expression));
}
for (const message of wrong.sort((one, other) => one.length - other.length)) console.log(message);
const evaluated = expressions.length - counts.refused;
console.log(
  `${expressions.length} expressions: Terraform refuses ${counts.refused}, of the other ${evaluated} lineup has the same value for ${counts.same}, none for ${counts.unknown} (${((100 * counts.unknown) / evaluated).toFixed(1)} %), another for ${counts.wrong}`,
);
process.exitCode = counts.wrong > 0 ? 1 : 0;

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 300);
}

function recorded() {
  const { answers, index } = recordedAnswers();
  if (!isCurrent(index)) console.log("the recording is not current: npm run expressions -- --record renews it");
  return answers;
}

function record(): void {
  const { terraform_version } = JSON.parse(execFileSync("terraform", ["version", "-json"], { encoding: "utf8" }));
  const { answers, index } = recordedAnswers();
  const isSame = index.terraform === terraform_version && index.root === rootHash();
  const known = isSame ? answers : new Map<string, Answer>();
  const asked = expressionsOf().filter((expression) => !known.has(expression));
  const answered = terraformOn(asked);
  const all = new Map([...known, ...asked.map((one, at): [string, Answer] => [one, answered[at] ?? "refused"])]);
  writeAnswers(
    terraform_version,
    expressionsOf(),
    expressionsOf().map((expression) => all.get(expression) ?? "refused"),
  );
}

function fresh(number: number) {
  const asked = generated(number, 3000);
  const answered = terraformOn(asked);
  return new Map(asked.map((expression, index) => [expression, answered[index] ?? "refused"]));
}

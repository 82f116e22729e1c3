import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../recorder/hash";
import type { Answer } from "./ask";
import { fixed } from "./fixed";
import { generated } from "./generate";
import { given, locals, variables } from "./root";

const FOLDER = join(__dirname, "../recordings/expressions");
const SEED = 1;
const COUNT = 8000;

interface Index {
  terraform: string;
  command: string;
  /** Of what the expressions refer to: where it is the same, recorded answers stay right. */
  root: string;
  /** Of the root and of the expressions. */
  input: string;
}

/** The expressions that are recorded: those that were wrong once, and generated ones. */
export function expressionsOf(): string[] {
  return [...new Set([...fixed, ...generated(SEED, COUNT)])];
}

export function rootHash(): string {
  return hashOf({ variables, given, locals });
}

function inputOf(expressions: readonly string[]): string {
  return hashOf({ variables, given, locals, expressions });
}

/** The recorded answers of Terraform, or why they are not current. */
export function recordedAnswers(): { answers: Map<string, Answer>; index: Index } {
  const index = JSON.parse(readFileSync(join(FOLDER, "index.json"), "utf8")) as Index;
  const lines = readFileSync(join(FOLDER, "answers.jsonl"), "utf8").trimEnd().split("\n");
  const answers = lines.map((line): [string, Answer] => {
    const [expression, ...value] = JSON.parse(line) as [string, unknown?];
    return [expression, value.length === 0 ? "refused" : { value: value[0] }];
  });
  return { answers: new Map(answers), index };
}

export function isCurrent({ input }: Index): boolean {
  return input === inputOf(expressionsOf());
}

export function writeAnswers(terraform: string, expressions: readonly string[], answers: readonly Answer[]): void {
  const index: Index = {
    terraform,
    command: "terraform plan -out=plan; terraform show -json plan",
    root: rootHash(),
    input: inputOf(expressions),
  };
  writeFileSync(join(FOLDER, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
  const lines = expressions.map((expression, at) => {
    const answer = answers[at];
    return JSON.stringify(typeof answer === "object" ? [expression, answer.value] : [expression]);
  });
  writeFileSync(join(FOLDER, "answers.jsonl"), `${lines.join("\n")}\n`);
}

import type { Raw, RawBlock } from "../../lineup/src/inputs/blocks";
import { readConfiguration } from "../../lineup/src/inputs/configuration";
import { Unresolved, unresolvedIn, type Value } from "../../lineup/src/values";
import type { Answer } from "../expressions/ask";
import { given, locals, variables } from "../expressions/root";

export type Score = "same" | "unknown" | "refused" | "wrong";

const world = { variables, locals, given };

/** What lineup makes of each expression, as a value of a resource whose schema it does not know. */
export function lineupOn(expressions: readonly string[], { variables, locals, given }: typeof world = world): Value[] {
  const resources = Object.fromEntries(expressions.map((input, index) => [`e${index}`, { input }]));
  const file = { variable: variables, locals, resource: { terraform_data: resources } } as unknown as RawBlock;
  const variableValues = new Map(Object.entries(given) as [string, Raw][]);
  return readConfiguration({ files: [file], variableValues }, "expressions").resources.map(
    ({ values }) => values.input ?? null,
  );
}

export function scoreOf(answer: Answer, value: Value): Score {
  if (answer === "refused") return unresolvedIn(value).length > 0 ? "refused" : "wrong";
  if (!agrees(answer.value, value)) return "wrong";
  return unresolvedIn(value).length > 0 ? "unknown" : "same";
}

/** Where lineup has a value, it is Terraform's. */
function agrees(right: unknown, value: Value): boolean {
  if (value instanceof Unresolved) return true;
  if (typeof right !== "object" || right === null || typeof value !== "object" || value === null)
    return right === value;
  if (Array.isArray(right) !== Array.isArray(value)) return false;
  const [mine, its] = [Object.entries(value), Object.entries(right)];
  return (
    mine.length === its.length &&
    mine.every(([key, item]) => Object.hasOwn(right, key) && agrees((right as Record<string, unknown>)[key], item))
  );
}

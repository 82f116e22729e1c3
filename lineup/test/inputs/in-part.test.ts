import { recordedAnswers } from "../../../corpus/expressions/recording";
import { given, locals, variables } from "../../../corpus/expressions/root";
import { lineupOn } from "../../../corpus/score/expressions";
import { OpenList, OpenMap } from "../../src/inputs/expressions/types";
import { Unresolved, type Value } from "../../src/values";

// Whatever a variable is, what lineup says without knowing it must be true: Terraform's answer is that for one value.
const answers = [...recordedAnswers().answers].flatMap(([expression, answer]) =>
  answer === "refused" ? [] : [{ expression, right: answer.value }],
);

function without(name: string) {
  const { [name]: hidden, ...others } = variables;
  const { default: _, ...declared } = hidden ?? {};
  const { [name]: __, ...values } = given;
  return { variables: { ...others, [name]: declared }, given: values, locals };
}

test.each(Object.keys(variables))("without var.%s nothing is said that is not so with it", (name) => {
  const asked = answers.filter(({ expression }) => expression.includes(`var.${name}`) || expression.includes("local."));
  const values = lineupOn(
    asked.map(({ expression }) => expression),
    without(name),
  );
  const wrong = asked.filter(({ right }, place) => differs(values[place] ?? null, right));
  expect(wrong.map(({ expression }) => expression)).toEqual([]);
});

/** Whether something that is certain in a value is not in the right one. */
function differs(value: Value, right: unknown): boolean {
  if (value instanceof OpenMap) {
    const { certain, possible } = value as { certain: Record<string, Value>; possible?: Record<string, Value> };
    if (!isObject(right) || differsIn(certain, right)) return true;
    return possible !== undefined && Object.keys(right).some((key) => !Object.hasOwn({ ...possible, ...certain }, key));
  }
  if (value instanceof OpenList) {
    if (!Array.isArray(right) || !holds(right, value.certain as Value[])) return true;
    return value.possible !== undefined && right.length > value.certain.length + value.possible.length;
  }
  if (value instanceof Unresolved) return false;
  if (Array.isArray(value)) {
    if (!Array.isArray(right) || right.length !== value.length) return true;
    return value.some((item, index) => differs(item, right[index]));
  }
  if (typeof value !== "object" || value === null) return value !== right;
  return !isObject(right) || Object.keys(right).length !== Object.keys(value).length || differsIn(value, right);
}

function differsIn(fields: Record<string, Value>, right: Record<string, unknown>): boolean {
  return Object.entries(fields).some(([key, item]) => !Object.hasOwn(right, key) || differs(item, right[key]));
}

function holds(right: readonly unknown[], certain: readonly Value[]): boolean {
  const left = [...right];
  return certain.every((item) => {
    const at = left.findIndex((one) => !differs(item, one));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

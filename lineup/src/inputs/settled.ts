import { isFields, type Reference, Unresolved, type Value } from "../values";
import { isBlock, own } from "./blocks";
import { isExpression } from "./references";
import type { Expression } from "./shapes";

/**
 * The expressions of named values that a plan knows: the variable `REDIS_HOST` of a service that came to "". Whichever
 * way it was chosen, such a value is not made of what is known after the apply only.
 */
export function settledValues(written: unknown, planned: Value | undefined): Map<Expression, readonly Value[]> {
  const byName = new Map<string, Value[]>();
  collect(planned, byName);
  const settled = new Map<Expression, readonly Value[]>();
  for (const { name, expression } of namedIn(written)) {
    const values = byName.get(name) ?? [];
    if (values.length > 0 && !values.some((value) => value instanceof Unresolved)) settled.set(expression, values);
  }
  return settled;
}

/** Whether one of the known values may hold an attribute that is known too. */
export function mayHold(
  values: readonly Value[],
  reference: Reference,
  isUnknown: (it: Reference) => boolean,
): boolean {
  return values.some((value) => value !== null && value !== "") && !isUnknown(reference);
}

function collect(value: Value | undefined, found: Map<string, Value[]>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isFields(value)) return;
  const { name } = value;
  if (typeof name === "string" && Object.hasOwn(value, "value")) {
    const item = value.value as Value;
    found.set(name, [...(found.get(name) ?? []), item]);
  }
  for (const key in value) collect(value[key], found);
}

interface Named {
  name: string;
  expression: Expression;
}

function namedIn(tree: unknown, found: Named[] = []): Named[] {
  if (Array.isArray(tree)) for (const item of tree) namedIn(item, found);
  if (isExpression(tree) || !isBlock(tree)) return found;
  const [name, value] = [own(tree, "name"), own(tree, "value")];
  const text = isExpression(name) ? name.constant_value : undefined;
  if (typeof text === "string" && isExpression(value)) found.push({ name: text, expression: value });
  for (const inner of Object.values(tree)) namedIn(inner, found);
  return found;
}

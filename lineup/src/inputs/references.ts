import { Unresolved, type Value, withoutKey } from "../values";
import { isBlock, own } from "./blocks";
import { plain } from "./expressions/types";
import { type ResolvedStep, walkInto } from "./expressions/walk";
import { UnusableInput } from "./model";
import type { Expression } from "./shapes";

// Expressions as a plan keeps them: a constant, or a list of references.

export function isExpression(value: unknown): value is Expression {
  return isBlock(value) && (Object.hasOwn(value, "references") || Object.hasOwn(value, "constant_value"));
}

/** The references of an expression. A damaged list is refused: guessing could make a blocked path reachable. */
export function referencesOf(expression: Expression, file: string): readonly string[] {
  const references = own(expression, "references") ?? [];
  if (!Array.isArray(references) || references.some((reference) => typeof reference !== "string")) {
    throw new UnusableInput(
      `${file} is damaged: the references of an expression are not a list of strings. Run terraform show -json again`,
    );
  }
  return references as string[];
}

/** Terraform lists "a.b.c" and "a.b" for one reference; only the longest names the attribute. */
export function longestReferences(references: readonly string[]): string[] {
  if (references.length < 2) return [...references];
  const sorted = [...references].sort();
  const isBegun = (text: string) => sorted[placeOf(text, sorted)]?.startsWith(text) ?? false;
  return references.filter((reference) => !isBegun(`${reference}.`) && !isBegun(`${reference}[`));
}

/** The index of the first text that is not before this one. */
function placeOf(text: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "google_x.y[0].id" as steps. */
export function stepsOf(reference: string): ResolvedStep[] {
  return [...reference.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    index !== undefined ? Number(index) : (quoted ?? name ?? ""),
  );
}

/** An attribute of the value of a variable or output, which may be a whole resource. */
export function attributeOf(value: Value, steps: readonly ResolvedStep[]): Value {
  if (steps.length === 0) return value;
  if (!(value instanceof Unresolved)) return plain(walkInto(value, steps) ?? new Unresolved(""));
  const [only] = value.references;
  const entry = entryOf(value, steps[0]);
  if (entry) return attributeOf(entry, steps.slice(1));
  if (value.references.length !== 1 || only === undefined)
    return new Unresolved(value.text, value.references, undefined, undefined, false, value.kept);
  const attribute = [only.attribute, ...steps.map(String)].filter((name) => name !== "").join(".");
  const reference = { address: only.address, attribute };
  return new Unresolved(value.text, [reference], reference, undefined, true, value.kept);
}

/** `{ for key, one in x.y : key => one.id }["a"]` refers to `x.y` as a whole, and holds something of `x.y["a"]`. */
function entryOf(value: Unresolved, key: ResolvedStep | undefined): Unresolved | undefined {
  const [first, ...others] = value.references;
  if (first === undefined || typeof key !== "string") return undefined;
  const resource = withoutKey(first.address);
  if (resource === first.address || others.some(({ address }) => withoutKey(address) !== resource)) return undefined;
  const named = value.references.filter(({ address }) => address === `${resource}[${JSON.stringify(key)}]`);
  const [only] = named;
  if (named.length !== 1 || only === undefined) return undefined;
  const sole = only.attribute === "" ? undefined : only;
  return new Unresolved(value.text, named, sole, undefined, sole !== undefined, value.kept);
}

import { Unresolved, type Value } from "../values";
import { isBlock, own } from "./blocks";
import { type ResolvedStep, walkInto } from "./expressions/evaluate";
import { UnusableInput } from "./model";
import type { Expression } from "./shapes";

// Expressions as a plan keeps them: a constant, or the names of what is referred to.

export function isExpression(value: unknown): value is Expression {
  return isBlock(value) && (Object.hasOwn(value, "references") || Object.hasOwn(value, "constant_value"));
}

/** What an expression refers to. Guessing at a list that is broken could turn a cut path into a whole one. */
export function referencesOf(expression: Expression, file: string): readonly string[] {
  const references = own(expression, "references") ?? [];
  if (!Array.isArray(references) || references.some((reference) => typeof reference !== "string")) {
    throw new UnusableInput(`${file} is not whole: the references of an expression are not a list of names`);
  }
  return references as string[];
}

/** Terraform lists "a.b.c" and "a.b" for one reference; only the longest says what is read. */
export function maximal(references: readonly string[]): string[] {
  return references.filter(
    (reference) =>
      !references.some(
        (other) => other !== reference && other.startsWith(reference) && /^[.[]/.test(other.slice(reference.length)),
      ),
  );
}

/** "google_x.y[0].id" as steps. */
export function stepsOf(reference: string): ResolvedStep[] {
  return [...reference.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    index !== undefined ? Number(index) : (quoted ?? name ?? ""),
  );
}

/** Follows an attribute into what a variable or output stands for, which may be a whole resource. */
export function reached(value: Value, steps: readonly ResolvedStep[]): Value {
  if (steps.length === 0) return value;
  if (!(value instanceof Unresolved)) return walkInto(value, steps) ?? new Unresolved("");
  const [only] = value.references;
  if (value.references.length !== 1 || only === undefined) return new Unresolved(value.text, value.references);
  const attribute = [only.attribute, ...steps.map(String)].filter((name) => name !== "").join(".");
  const reference = { address: only.address, attribute };
  return new Unresolved(value.text, [reference], reference, undefined, true);
}

import { Unresolved } from "../../values";
import { convert, type Outcome, REFUSED } from "./convert";
import { numberIn, numberText } from "./numbers";
import { fieldsOf, itemsOf, ListValue, OpenMap, type Typed, WholeResource } from "./types";

/** A step whose index has been evaluated. */
export type ResolvedStep = string | number | typeof SPLAT;
export const SPLAT = Symbol("splat");

/** Follows steps into a value; refused where they lead nowhere. */
export function walk(value: Typed, steps: readonly ResolvedStep[]): Outcome {
  let here = value;
  for (const [index, step] of steps.entries()) {
    if (here instanceof Unresolved) return inside(here, steps.slice(index));
    if (step === SPLAT) return splat(here, steps.slice(index + 1));
    const next = member(here, step);
    if (next === undefined || next === REFUSED) return next;
    here = next;
  }
  return here;
}

/** The value at the end of the steps; undefined where they lead nowhere. */
export function walkInto(value: Typed, steps: readonly ResolvedStep[]): Typed | undefined {
  const found = walk(value, steps);
  return found === REFUSED ? undefined : found;
}

function member(value: Typed, step: string | number): Outcome {
  if (value instanceof ListValue && value.kind === "set") return REFUSED;
  const items = itemsOf(value);
  if (items) {
    const index = typeof step === "number" ? step : numberIn(step);
    return index !== undefined && Number.isInteger(index) && index >= 0 && index < items.length
      ? items[index]
      : REFUSED;
  }
  const fields = fieldsOf(value);
  const key = typeof step === "number" ? numberText(step) : step;
  return fields && key !== undefined && Object.hasOwn(fields, key) ? fields[key] : REFUSED;
}

function splat(value: Typed, rest: readonly ResolvedStep[]): Outcome {
  // A null that has a type may be an empty list of it, and Terraform looks at the type of what is done with it.
  if (value === null) return undefined;
  const results: Typed[] = [];
  for (const item of itemsOf(value) ?? [value]) {
    const result = rest.length === 0 ? item : walk(item, rest);
    if (result === undefined || result === REFUSED) return result;
    results.push(result);
  }
  return value instanceof ListValue ? convert(results, { kind: "list", element: "any" }) : results;
}

function inside(value: Unresolved, steps: readonly ResolvedStep[]): Outcome {
  const [step, ...further] = steps;
  if (value instanceof WholeResource) {
    if (step === SPLAT) return splat(value, further);
    return typeof step === "string" ? value.at(step, further) : REFUSED;
  }
  if (value instanceof OpenMap && typeof step === "string" && Object.hasOwn(value.certain, step)) {
    return walk(value.certain[step] ?? null, further);
  }
  return deeper(value, steps);
}

function deeper(value: Unresolved, steps: readonly ResolvedStep[]): Unresolved {
  if (!value.soleReference || steps.some((step) => step === SPLAT)) return new Unresolved(value.text, value.references);
  const reference = {
    address: value.soleReference.address,
    attribute: [value.soleReference.attribute, ...steps].join("."),
  };
  return new Unresolved(value.text, [reference], reference);
}

import { Unresolved } from "../../values";
import { convert, type Outcome, REFUSED } from "./convert";
import { numberText } from "./numbers";
import type { Typed } from "./types";

export function unary(operator: string, operand: Typed): Outcome {
  const value = operandOf(operand, operator === "!" ? "bool" : "number");
  if (value === undefined || value === REFUSED) return value;
  return operator === "!" ? !value : exact(-Number(value));
}

export function binary(operator: string, left: Typed, right: Typed): Outcome {
  if (operator === "==" || operator === "!=") {
    const same = isEqual(left, right);
    return same === undefined ? undefined : same === (operator === "==");
  }
  if (operator === "&&" || operator === "||") return logical(operator === "||", left, right);
  const [one, other] = [operandOf(left, "number"), operandOf(right, "number")];
  if (one === REFUSED || other === REFUSED) return REFUSED;
  if (typeof one !== "number" || typeof other !== "number") return undefined;
  return compared(operator, one, other) ?? calculated(operator, one, other);
}

/** Undefined where it is not known: values of several parts are equal only if their types are. */
export function isEqual(left: Typed, right: Typed): boolean | undefined {
  if (left instanceof Unresolved || right instanceof Unresolved) return undefined;
  if (left === null || right === null) return left === right;
  if (typeof left === "object" || typeof right === "object") return undefined;
  return left === right;
}

/** One side that is known can decide alone. */
function logical(decisive: boolean, left: Typed, right: Typed): Outcome {
  const sides = [operandOf(left, "bool"), operandOf(right, "bool")];
  if (sides.includes(REFUSED)) return REFUSED;
  // What is not resolved and refers to nothing may be something that Terraform refuses.
  const isOpen = (side: Typed) => side instanceof Unresolved && side.references.length === 0;
  if (isOpen(left) || isOpen(right)) return undefined;
  if (sides.includes(decisive)) return decisive;
  return sides.includes(undefined) ? undefined : !decisive;
}

function operandOf(value: Typed, type: "number" | "bool"): number | boolean | undefined | typeof REFUSED {
  if (value === null) return REFUSED;
  const converted = convert(value, type);
  return converted instanceof Unresolved ? undefined : (converted as number | boolean | undefined | typeof REFUSED);
}

function compared(operator: string, left: number, right: number): boolean | undefined {
  if (operator === "<") return left < right;
  if (operator === ">") return left > right;
  if (operator === "<=") return left <= right;
  return operator === ">=" ? left >= right : undefined;
}

function calculated(operator: string, left: number, right: number): Outcome {
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
  if (operator === "+") return whole(left + right);
  if (operator === "-") return whole(left - right);
  if (operator === "*") return whole(left * right);
  // Terraform has infinity, and goes on with it.
  if (right === 0) return undefined;
  if (operator === "/") return whole(left / right);
  return left < 0 || right < 0 ? undefined : left % right;
}

function whole(number: number): number | undefined {
  return Number.isSafeInteger(number) ? exact(number) : undefined;
}

function exact(number: number): number | undefined {
  return numberText(number) === undefined ? undefined : number;
}

import { Unresolved, withoutKey } from "../../values";
import { convert, type Outcome, REFUSED } from "./convert";
import { numberText } from "./numbers";
import { holesIn, mayBeRefused, type Typed, WholeResource } from "./types";

export function unary(operator: string, operand: Typed): Outcome {
  const value = operandOf(operand, operator === "!" ? "bool" : "number");
  if (value === undefined || value === REFUSED) return value;
  return operator === "!" ? !value : exact(-Number(value));
}

/** Terraform answers these for whatever their operands are, if they are of the right type. */
const ALWAYS_ANSWERED = new Set(["==", "!=", "&&", "||", "!"]);

/** Whether the answer is there, though it is not known: it may stand in a condition. */
export function isAnswered(operator: string, operands: readonly Typed[]): boolean {
  return (
    ALWAYS_ANSWERED.has(operator) &&
    operands.every((one) => !mayBeRefused(one) && holesIn(one).every((it) => !mayBeRefused(it)))
  );
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

function isNothing(value: Typed): boolean {
  return value === null || value === "";
}

/** Filled in for everything that is there: the id by Terraform, the link and the address of a Redis by Google. */
const ALWAYS_FILLED = /^(id|self_link)$/;
const FILLED_OF_REDIS = /(^|\.)google_redis_instance\.[^.]+\.(host|port)$/;

/** A resource, or what every resource has, is neither null nor empty. */
function isThere(value: Typed): boolean {
  if (value instanceof WholeResource) return true;
  if (!(value instanceof Unresolved) || !value.soleReference || value.isAssumed) return false;
  const { address, attribute } = value.soleReference;
  return ALWAYS_FILLED.test(attribute) || FILLED_OF_REDIS.test(`${withoutKey(address)}.${attribute}`);
}

/** Undefined where it is not known: values of several parts are equal only if their types are. */
export function isEqual(left: Typed, right: Typed): boolean | undefined {
  if ((isNothing(right) && isThere(left)) || (isNothing(left) && isThere(right))) return false;
  if (left instanceof Unresolved || right instanceof Unresolved) return undefined;
  if (left === null || right === null) return left === right;
  if (typeof left === "object" || typeof right === "object") return undefined;
  return left === right;
}

/** One side that is known can decide alone. */
function logical(decisive: boolean, left: Typed, right: Typed): Outcome {
  const sides = [operandOf(left, "bool"), operandOf(right, "bool")];
  if (sides.includes(REFUSED)) return REFUSED;
  if (mayBeRefused(left) || mayBeRefused(right)) return undefined;
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

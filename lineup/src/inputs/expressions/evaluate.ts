import { field, isFields, type Reference, referencesIn, Unresolved, type Value } from "../../values";
import { FUNCTIONS } from "./functions";
import { joined } from "./joined";
import { ExpressionError } from "./scanner";
import { type AccessStep, type ExpressionNode, parseTemplate } from "./syntax";

/** Knows what names stand for: `var.x`, `local.x`, `google_x.y.z`, `each.key`, … */
export interface Scope {
  lookUp(root: string, steps: ResolvedStep[], text: string): Value;
}

/** A step whose index has been evaluated. */
export type ResolvedStep = string | number | typeof SPLAT;
export const SPLAT = Symbol("splat");

/** The value of a string of JSON configuration. Never throws: what cannot be evaluated is Unresolved. */
export function evaluateTemplate(text: string, scope: Scope): Value {
  if (!text.includes("{")) return text;
  let tree: ExpressionNode;
  try {
    tree = parseTemplate(text);
  } catch (error) {
    if (error instanceof ExpressionError) return new Unresolved(text, mentionedIn(text));
    throw error;
  }
  return evaluate(tree, scope, text);
}

const MENTIONED =
  /\b((?:module\.[\w-]{1,200}\.)?(?:data\.)?google_\w+\.[A-Za-z_][\w-]*(?:\[[^\]]{0,500}\])?)\.([a-z_]\w*)/g;

/** What an expression we cannot evaluate mentions, so that declared paths are still seen. */
export function mentionedIn(text: string): Reference[] {
  return [...text.matchAll(MENTIONED)].map(([, address, attribute]) => ({
    address: String(address),
    attribute: String(attribute),
  }));
}

function evaluate(node: ExpressionNode, scope: Scope, text: string): Value {
  const value = (inner: ExpressionNode) => evaluate(inner, scope, text);
  const unresolved = (...made: Value[]) => new Unresolved(text, made.flatMap(referencesIn));
  switch (node.kind) {
    case "literal":
      return node.value;
    case "list":
      return node.items.map(value);
    case "object":
      return objectOf(
        node.entries.map(([key, item]) => [value(key), value(item)]),
        unresolved,
      );
    case "template":
      return joined(node.parts.map(value), text);
    case "traversal": {
      const steps = resolveSteps(node.steps, scope, text);
      return steps ? scope.lookUp(node.root, steps, text) : unresolved();
    }
    case "access": {
      const steps = resolveSteps(node.steps, scope, text);
      const target = value(node.target);
      return (steps && walkInto(target, steps)) ?? unresolved(target);
    }
    case "call": {
      const args = node.args.map(value);
      const implementation = Object.hasOwn(FUNCTIONS, node.name) ? FUNCTIONS[node.name] : undefined;
      return implementation?.(args) ?? unresolved(...args);
    }
    case "conditional": {
      const test = value(node.test);
      if (typeof test === "boolean") return value(test ? node.yes : node.no);
      return unresolved(test, value(node.yes), value(node.no));
    }
    case "unary": {
      const operand = value(node.operand);
      if (node.operator === "!" && typeof operand === "boolean") return !operand;
      if (node.operator === "-" && typeof operand === "number") return -operand;
      return unresolved(operand);
    }
    case "binary": {
      const [left, right] = [value(node.left), value(node.right)];
      return operate(node.operator, left, right) ?? unresolved(left, right);
    }
  }
}

function objectOf(entries: [Value, Value][], unresolved: (...made: Value[]) => Unresolved): Value {
  if (entries.some(([key]) => typeof key !== "string")) return unresolved(...entries.flat());
  return Object.fromEntries(entries.map(([key, item]) => [String(key), item]));
}

function operate(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === "==" || operator === "!=") {
    if (!isComparable(left) || !isComparable(right)) return undefined;
    return (left === right) === (operator === "==");
  }
  if (operator === "&&") return and(left, right);
  if (operator === "||") return or(left, right);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  const results: Record<string, number | boolean> = {
    "+": left + right,
    "-": left - right,
    "*": left * right,
    "/": left / right,
    "%": left % right,
    "<": left < right,
    ">": left > right,
    "<=": left <= right,
    ">=": left >= right,
  };
  return results[operator];
}

/** One known side can decide alone. */
function and(left: Value, right: Value): Value | undefined {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

function or(left: Value, right: Value): Value | undefined {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : undefined;
}

function isComparable(value: Value): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function resolveSteps(steps: AccessStep[], scope: Scope, text: string): ResolvedStep[] | undefined {
  const resolved: ResolvedStep[] = [];
  for (const step of steps) {
    if (step.kind === "splat") resolved.push(SPLAT);
    else if (step.kind === "name") resolved.push(/^\d+$/.test(step.name) ? Number(step.name) : step.name);
    else {
      const key = evaluate(step.key, scope, text);
      if (typeof key !== "string" && typeof key !== "number") return undefined;
      resolved.push(key);
    }
  }
  return resolved;
}

/** Follows steps into a value; undefined where they lead nowhere. */
export function walkInto(value: Value | undefined, steps: readonly ResolvedStep[]): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined || value === undefined) return value;
  if (value instanceof Unresolved) return deeper(value, steps);
  if (step === SPLAT) {
    const items = Array.isArray(value) ? value : [value];
    const results = items.map((item) => walkInto(item, rest));
    return results.some((result) => result === undefined) ? undefined : (results as Value[]);
  }
  if (Array.isArray(value)) {
    return typeof step === "number" ? walkInto(value[step], rest) : undefined;
  }
  // A block may be written as an object and read as a list of one.
  if (isFields(value) && step === 0 && !Object.hasOwn(value, "0")) return walkInto(value, rest);
  return walkInto(field(value, String(step)), rest);
}

function deeper(value: Unresolved, steps: readonly ResolvedStep[]): Unresolved {
  if (!value.soleReference || steps.some((step) => step === SPLAT)) return new Unresolved(value.text, value.references);
  const reference = {
    address: value.soleReference.address,
    attribute: [value.soleReference.attribute, ...steps].join("."),
  };
  return new Unresolved(value.text, [reference], reference);
}

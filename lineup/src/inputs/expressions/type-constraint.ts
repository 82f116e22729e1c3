import { numberIn } from "./numbers";
import { parseTemplate } from "./parser";
import { ExpressionError } from "./scanner";
import type { ExpressionNode } from "./syntax";
import type { Attribute, Type, Typed } from "./types";

/** What a variable declares as its type; undefined where it is not one that lineup reads. */
export function typeConstraint(text: string): Type | undefined {
  try {
    return typeIn(parseTemplate(`\${${text}}`));
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function typeIn(node: ExpressionNode | undefined): Type | undefined {
  if (node?.kind === "traversal" && node.steps.length === 0) {
    const { root } = node;
    if (root === "string" || root === "number" || root === "bool" || root === "any") return root;
    return root === "list" || root === "map" || root === "set" ? { kind: root, element: "any" } : undefined;
  }
  if (node?.kind !== "call") return undefined;
  const [arg] = node.args;
  if (node.name === "list" || node.name === "set" || node.name === "map") {
    const element = typeIn(arg);
    return element === undefined ? undefined : { kind: node.name, element };
  }
  if (node.name === "tuple" && arg?.kind === "list") {
    const items = arg.items.map(typeIn);
    return items.every((item) => item !== undefined) ? { kind: "tuple", items } : undefined;
  }
  return node.name === "object" && arg?.kind === "object" ? objectType(arg.entries) : undefined;
}

function objectType(entries: readonly [ExpressionNode, ExpressionNode][]): Type | undefined {
  const attributes = new Map<string, Attribute>();
  for (const [key, node] of entries) {
    const attribute = attributeIn(node);
    if (key.kind !== "literal" || typeof key.value !== "string" || !attribute) return undefined;
    attributes.set(key.value, attribute);
  }
  return { kind: "object", attributes };
}

function attributeIn(node: ExpressionNode): Attribute | undefined {
  const isOptional = node.kind === "call" && node.name === "optional";
  const [inner, otherwise] = isOptional ? node.args : [node];
  const type = typeIn(inner);
  if (type === undefined) return undefined;
  if (!isOptional) return { type };
  const value = otherwise === undefined ? null : constant(otherwise);
  return value === undefined ? undefined : { type, optional: true, otherwise: value };
}

/** A default: literals alone. */
function constant(node: ExpressionNode): Typed | undefined {
  if (node.kind === "literal") return node.value;
  if (node.kind === "call" && node.name === "tonumber") {
    const [digits] = node.args;
    return digits?.kind === "literal" ? numberIn(String(digits.value)) : undefined;
  }
  if (node.kind === "list") {
    const items = node.items.map(constant);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (node.kind !== "object") return undefined;
  const entries = node.entries.map(([key, item]) => [constant(key), constant(item)] as const);
  if (entries.some(([key, item]) => typeof key !== "string" || item === undefined)) return undefined;
  return Object.fromEntries(entries) as { [key: string]: Typed };
}

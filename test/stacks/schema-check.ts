import type { StackJson } from "../support/synth";
import { type Attribute, schemas } from "../support/walker/facts";
import { valuesAt } from "../support/walker/stack";

type Schema = Record<
  string,
  Attribute & { minItems?: number; exactlyOneOf?: string[]; atLeastOneOf?: string[]; default?: unknown }
>;

/** Arguments of Terraform itself, which no provider's schema has. */
const META_ARGUMENTS = ["depends_on", "lifecycle", "provider", "count", "for_each", "//"];

/** Where the body of a resource is not what the provider's own schema says, as sentences. */
export function violations(type: string, body: StackJson): string[] {
  const schema = schemas[type]?.attributes as Schema | undefined;
  if (!schema) return [`${type} is not among the facts`];
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !META_ARGUMENTS.includes(key)));
  return [...insideBlock(schema, "", own), ...betweenAttributes(schema, own)];
}

function insideBlock(schema: Schema, prefix: string, block: StackJson): string[] {
  const missing = childrenOf(schema, prefix).filter((path) => schema[path]?.required && !isSet(block[lastOf(path)]));
  return [
    ...missing.map((path) => `${path} is required`),
    ...Object.entries(block).flatMap(([key, value]) => (isSet(value) ? atPath(schema, `${prefix}${key}`, value) : [])),
  ];
}

function atPath(schema: Schema, path: string, value: unknown): string[] {
  const attribute = schema[path];
  if (!attribute) return [`${path} does not exist`];
  if (!attribute.required && !attribute.optional) return [`${path} is the provider's to write`];
  const size = Array.isArray(value) ? value.length : 1;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = attribute;
  const count =
    size < minItems || size > maxItems ? [`${path} must have ${minItems} to ${maxItems} entries, got ${size}`] : [];
  if (childrenOf(schema, `${path}.`).length === 0) return [...count, ...shapeOf(path, attribute.type, value)];
  const blocks = attribute.maxItems === 1 ? [value] : value;
  if (!Array.isArray(blocks) || !blocks.every(isObject)) {
    return [...count, `${path} must be ${attribute.maxItems === 1 ? "one block" : "a list of blocks"}`];
  }
  return [...count, ...blocks.flatMap((block) => insideBlock(schema, `${path}.`, block))];
}

function shapeOf(path: string, type: Attribute["type"], value: unknown): string[] {
  const fits: Record<Attribute["type"], (value: unknown) => boolean> = {
    String: (value) => typeof value === "string",
    Int: Number.isInteger,
    Float: (value) => typeof value === "number",
    Bool: (value) => typeof value === "boolean",
    List: (value) => Array.isArray(value) && value.every(isScalar),
    Set: (value) => Array.isArray(value) && value.every(isScalar),
    Map: (value) => isObject(value) && Object.values(value).every(isScalar),
  };
  return fits[type](value) || isReference(value)
    ? []
    : [`${path} must be of type ${type}, got ${JSON.stringify(value)}`];
}

function betweenAttributes(schema: Schema, body: StackJson): string[] {
  const present = (path: string) => valuesAt(body, withoutIndexes(path)).length > 0;
  const sentences = Object.entries(schema).flatMap(([path, { conflictsWith, exactlyOneOf, atLeastOneOf }]) => {
    const parent = path.split(".").slice(0, -1).join(".");
    if (parent && !present(parent)) return [];
    const rivals = present(path) ? (conflictsWith ?? []).filter(present) : [];
    const chosen = exactlyOneOf?.filter(present).length;
    return [
      ...rivals.map((rival) => `${[path, rival].sort().join(" and ")} exclude each other`),
      ...(chosen !== undefined && chosen !== 1 ? [`exactly one of ${exactlyOneOf?.join(", ")} must be set`] : []),
      ...(atLeastOneOf && !atLeastOneOf.some(present) ? [`one of ${atLeastOneOf.join(", ")} must be set`] : []),
    ];
  });
  return [...new Set(sentences)];
}

/** "subnet.0.name", as the schema names an attribute of the only block, is "subnet.name" here. */
function withoutIndexes(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, "");
}

function childrenOf(schema: Schema, prefix: string): string[] {
  return Object.keys(schema).filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."));
}

const lastOf = (path: string) => path.split(".").at(-1) ?? "";
const isSet = (value: unknown) => value !== undefined && value !== null;
const isReference = (value: unknown) => typeof value === "string" && /^\$\{.+\}$/s.test(value);
const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
const isObject = (value: unknown): value is StackJson =>
  typeof value === "object" && value !== null && !Array.isArray(value);

import { z } from "zod";
import { environmentSchema } from "../../environments/schema";

/** A node of the JSON schema of what one may write. */
export interface Node {
  type: "object" | "array" | "string" | "integer" | "boolean";
  properties?: Record<string, Node>;
  required?: string[];
  /** false in a block of settings, the values' schema in a block of variables. */
  additionalProperties?: false | Node;
  propertyNames?: Node;
  items?: Node;
  minItems?: number;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface Field {
  path: string;
  node: Node;
  required: boolean;
}

/** A variable that every service of a generated or written environment has. */
export const VARIABLE = "ENVIRONMENT";

export const environmentNode = z.toJSONSchema(environmentSchema, {
  io: "input",
  unrepresentable: "any",
}) as unknown as Node;

/** Everything one may write, blocks before what is in them. */
export const fields: Field[] = inside({ path: "", node: environmentNode, required: true });
export const leaves = fields.filter(({ node }) => node.type !== "object" && node.type !== "array");
export const blocks = fields.filter(({ node }) => node.type === "object");

function inside(field: Field): Field[] {
  return [field, ...childrenOf(field).flatMap(inside)];
}

function childrenOf({ path, node }: Field): Field[] {
  const at = (key: string) => (path ? `${path}.${key}` : key);
  if (node.items) return [{ path: at("0"), node: node.items, required: false }];
  if (node.additionalProperties) return [{ path: at(VARIABLE), node: node.additionalProperties, required: false }];
  return Object.entries(node.properties ?? {}).map(([key, child]) => ({
    path: at(key),
    node: child,
    required: node.required?.includes(key) ?? false,
  }));
}

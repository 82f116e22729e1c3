import { z } from "zod";
import { environmentSchema } from "../../environments/schema";
import { staging } from "../../environments/staging";

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
  const?: boolean;
}

export interface Field {
  path: string;
  node: Node;
  required: boolean;
}

/** A variable that every service of a generated or written environment has. */
export const VARIABLE = "ENVIRONMENT";
/** One that is read from a secret wherever everything is said. */
export const SECRET_VARIABLE = "SESSION_SIGNER";

/** Staging's services; those of another environment may be others. */
export const serviceKeys = Object.keys(staging.services);
/** Those that use Redis, and so go into the network. */
export const connectedKeys = Object.entries(staging.services).flatMap(([key, service]) =>
  "redis" in service && service.redis ? [key] : [],
);

export const environmentNode = withStagingsServices(
  z.toJSONSchema(environmentSchema, { io: "input", unrepresentable: "any" }) as unknown as Node,
);

/** The schema takes services of any name; here it has staging's, each with what goes with its own `redis`. */
function withStagingsServices(environment: Node): Node {
  const any = environment.properties?.services?.additionalProperties;
  if (!any) throw new Error("the schema's services are a record");
  const { egress, redis: _, ...others } = any.properties ?? {};
  if (!egress) throw new Error("the schema's services may have an egress");
  const required = any.required ?? [];
  const connected: Node = {
    ...any,
    properties: { ...others, redis: { type: "boolean", const: true }, egress },
    required: [...required, "egress"],
  };
  const outside: Node = { ...any, properties: { ...others, redis: { type: "boolean", const: false } } };
  const properties = serviceKeys.map((key): [string, Node] => [key, connectedKeys.includes(key) ? connected : outside]);
  const services: Node = { type: "object", properties: Object.fromEntries(properties), required: serviceKeys };
  return { ...environment, properties: { ...environment.properties, services } };
}

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
  if (node.additionalProperties)
    return [{ path: at(variableIn(path)), node: node.additionalProperties, required: false }];
  return Object.entries(node.properties ?? {}).map(([key, child]) => ({
    path: at(key),
    node: child,
    required: node.required?.includes(key) ?? false,
  }));
}

/** The variable that a block of variables stands for in paths: the same name in both blocks would be one too many. */
export function variableIn(path: string): string {
  return path.endsWith(".secrets") ? SECRET_VARIABLE : VARIABLE;
}

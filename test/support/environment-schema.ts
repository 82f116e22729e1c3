import { z } from "zod";
import type { Environment } from "../../environments/environment";
import { environmentSchema } from "../../environments/schema";
import { staging } from "../../environments/staging";

/** A node of the JSON schema of what one may write. */
export interface SchemaNode {
  type: "object" | "array" | "string" | "integer" | "boolean";
  properties?: Record<string, SchemaNode>;
  required?: string[];
  /** false in a block of settings, the values' schema in a block of variables. */
  additionalProperties?: false | SchemaNode;
  propertyNames?: SchemaNode;
  items?: SchemaNode;
  /** The kinds of a service. */
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  const?: unknown;
  not?: unknown;
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
  node: SchemaNode;
  required: boolean;
}

/** A variable that every service of a generated or written environment has. */
export const VARIABLE = "ENVIRONMENT";
/** One that is read from a secret wherever everything is said. */
export const SECRET_VARIABLE = "SESSION_SIGNER";

const environmentNode = z.toJSONSchema(environmentSchema, {
  io: "input",
  unrepresentable: "any",
}) as unknown as SchemaNode;

/** The keys of an environment's services with Redis. */
export const connectedKeysOf = ({ services }: Pick<Environment, "services">) =>
  Object.entries(services).flatMap(([key, { redis }]) => (redis ? [key] : []));

/** Those of staging, on which tests of single settings and generated environments are modelled. */
export const serviceKeys = Object.keys(staging.services);
export const connectedKeys = serviceKeys.filter((key) => staging.services[key]?.redis);

/** The settings of one kind of service. */
function serviceNode(redis: boolean): SchemaNode {
  const { oneOf, anyOf } = environmentNode.properties?.services?.additionalProperties || {};
  const node = [oneOf, anyOf]
    .flatMap((kinds) => kinds ?? [])
    .find(({ properties }) => properties?.redis?.const === redis);
  if (!node) throw new Error(`the schema has no kind of service with redis: ${redis}`);
  const settings = Object.entries(node.properties ?? {}).filter(([, { not }]) => not === undefined);
  const { public: callers, ...others } = Object.fromEntries(settings);
  // Yes, no, or a list: a setting like any other yes or no, which `anyOf` says may be more.
  return { ...node, properties: { ...others, public: { ...callers, type: "boolean" }, redis: { type: "boolean" } } };
}

/** Services as if each key of staging were a setting of its own. */
const servicesNode: SchemaNode = {
  type: "object",
  properties: Object.fromEntries(serviceKeys.map((key) => [key, serviceNode(connectedKeys.includes(key))])),
  required: [],
};
// Alerts are of another make: channels of four kinds, and a setting for each alert that there is. alerts.test.ts has them.
const { services: servicesByKey, alerts: _, ...otherNodes } = environmentNode.properties ?? {};
if (!servicesByKey) throw new Error("the schema has no services");
export const settingsNode: SchemaNode = { ...environmentNode, properties: { ...otherNodes, services: servicesNode } };

/** Everything one may write, blocks before what is in them. */
export const fields: Field[] = inside({ path: "", node: settingsNode, required: true });
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

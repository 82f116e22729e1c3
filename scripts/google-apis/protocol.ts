import type { Parameter, Schema } from "../../facts/google-apis";
import type { Discovery } from "./trim";

/** Protocol buffers as the published client has them (`protos.json` of protobufjs). */
export interface Namespace {
  nested?: Record<string, Namespace>;
  methods?: Record<string, Rpc>;
  fields?: Record<string, Field>;
  values?: Record<string, number>;
}

interface Rpc {
  requestType: string;
  responseType: string;
  parsedOptions?: { "(google.api.http)"?: Http }[];
}

type Http = Partial<Record<"get" | "post" | "patch" | "put" | "delete", string>> & { body?: string };

interface Field {
  type: string;
  rule?: string;
  keyType?: string;
  options?: Record<string, unknown>;
}

/** Where a name is looked for: what is inside a message, and under which name the message itself is known. */
interface Scope {
  path: string;
  nested: Record<string, Namespace>;
}

/** A discovery document for an API that publishes none, out of the messages and the HTTP rules of its client. */
export function discoveryFrom(name: string, version: string, revision: string, messages: Namespace): Discovery {
  const schemas: Record<string, Schema> = { ...OPERATIONS };
  const add = (path: string, { nested = {}, fields }: Namespace, outer: readonly Scope[]) => {
    const scopes = [...outer, { path, nested }];
    if (fields) schemas[path] = messageOf(fields, scopes);
    for (const [inner, space] of Object.entries(nested)) add(`${path}${inner}`, space, scopes);
  };
  const all = messages.nested ?? {};
  for (const [path, message] of Object.entries(all)) add(path, message, [{ path: "", nested: all }]);
  const [service] = Object.values(all).filter(({ methods }) => methods);
  const methods = Object.entries(service?.methods ?? {}).flatMap(([rpc, said]) => methodOf(name, rpc, said, all));
  const published = Object.fromEntries([...methods, pollOf(name)].map((method) => [method.id, method]));
  return { name, version, revision, servicePath: "", parameters: STANDARD, methods: published, schemas };
}

function methodOf(
  api: string,
  rpc: string,
  { requestType, responseType, parsedOptions }: Rpc,
  all: Record<string, Namespace>,
) {
  const rule = parsedOptions?.flatMap((option) => option["(google.api.http)"] ?? [])[0];
  const verb = (["get", "post", "patch", "put", "delete"] as const).find((one) => rule?.[one] !== undefined);
  if (!rule || !verb) return [];
  const said = rule[verb] ?? "";
  const path = said.slice(1).replaceAll(/\{([\w.]+)=([^}]*)\}/g, (_, __, form: string) => flat(form));
  const noun = /\/([a-zA-Z]+)(?:\/\{[^}]*\})?$/.exec(path)?.[1] ?? "";
  const inPath = [...said.matchAll(/\{([\w.]+)=/g)].map(([, field = ""]) => field.split(".")[0]);
  const request = all[requestType]?.fields ?? {};
  const query = Object.entries(request).filter(
    ([field]) => !inPath.includes(snake(field)) && field !== camel(rule.body ?? ""),
  );
  const body = rule.body === undefined ? undefined : rule.body === "*" ? requestType : request[camel(rule.body)]?.type;
  return [
    {
      id: `${api}.projects.locations.${noun}.${verbOf(rpc)}`,
      httpMethod: verb.toUpperCase(),
      path,
      parameters: Object.fromEntries(
        query.map(([field, { type }]): [string, Parameter] => [field, { ...plain(type), location: "query" }]),
      ),
      ...(body === undefined ? {} : { request: { $ref: body } }),
      response: { $ref: responseType === "google.longrunning.Operation" ? "Operation" : responseType },
    },
  ];
}

/** Every API with long-running operations answers for them, and its client does not say so. */
function pollOf(api: string) {
  return {
    id: `${api}.projects.locations.operations.get`,
    httpMethod: "GET",
    path: "v1/projects/{projectsId}/locations/{locationsId}/operations/{operationsId}",
    response: { $ref: "Operation" },
  };
}

/** As a flat path: a star takes the name of the collection before it. */
function flat(form: string): string {
  return form
    .split("/")
    .map((part, index, parts) => (part === "*" ? `{${parts[index - 1]}Id}` : part))
    .join("/");
}

/** `ListInstances` is the method `list`. */
function verbOf(rpc: string): string {
  const [first = ""] = /^[A-Z][a-z]+/.exec(rpc) ?? [];
  return first === "Update" ? "patch" : first.toLowerCase();
}

function messageOf(fields: Record<string, Field>, scopes: readonly Scope[]): Schema {
  const properties = Object.entries(fields).map(([name, field]): [string, Schema] => [name, fieldOf(field, scopes)]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function fieldOf({ type, rule, keyType, options }: Field, scopes: readonly Scope[]): Schema {
  const one = typeOf(type, scopes);
  const isOutput = String(options?.["(google.api.field_behavior)"] ?? "").includes("OUTPUT_ONLY");
  const whole: Schema = keyType
    ? { type: "object", additionalProperties: one }
    : rule === "repeated"
      ? { type: "array", items: one }
      : one;
  return isOutput ? { ...whole, readOnly: true } : whole;
}

/** The innermost message that the name means. */
function typeOf(type: string, scopes: readonly Scope[]): Schema {
  if (type in PLAIN) return plain(type);
  const parts = type.split(".");
  for (const { path, nested } of [...scopes].reverse()) {
    const found = parts.reduce<Namespace | undefined>((space, part) => space?.nested?.[part], { nested });
    if (found?.values) return { type: "string", enum: Object.keys(found.values) };
    if (found) return { $ref: `${path}${parts.join("")}` };
  }
  throw new Error(`${scopes.at(-1)?.path} has a field of type ${type}, which the client's messages do not have`);
}

const PLAIN: Record<string, Schema> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "string", format: "int64" },
  double: { type: "number", format: "double" },
  bytes: { type: "string", format: "byte" },
  "google.protobuf.Timestamp": { type: "string", format: "google-datetime" },
  "google.protobuf.Duration": { type: "string", format: "google-duration" },
  "google.protobuf.FieldMask": { type: "string", format: "google-fieldmask" },
  "google.type.TimeOfDay": { type: "object", additionalProperties: { type: "integer" } },
  "google.type.DayOfWeek": { type: "string" },
};

function plain(type: string): Schema {
  return PLAIN[type] ?? { type: "string" };
}

function snake(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camel(field: string): string {
  return field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const anything = { type: "any", description: "Contains field @type" } as Schema;
/** The same for every API with long-running operations. */
const OPERATIONS: Record<string, Schema> = {
  Operation: {
    type: "object",
    properties: {
      name: { type: "string" },
      done: { type: "boolean" },
      error: { $ref: "Status" },
      metadata: { type: "object", additionalProperties: anything },
      response: { type: "object", additionalProperties: anything },
    },
  },
  Status: {
    type: "object",
    properties: {
      code: { type: "integer", format: "int32" },
      message: { type: "string" },
      details: { type: "array", items: { type: "object", additionalProperties: anything } },
    },
  },
};

const STANDARD: Record<string, Parameter> = Object.fromEntries(
  ["$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser"].map(
    (name) => [name, { type: name === "prettyPrint" ? "boolean" : "string", location: "query" }],
  ),
);

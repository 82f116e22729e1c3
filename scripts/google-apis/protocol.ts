import type { Parameter, Schema } from "../../facts/google-apis";
import { jsonName } from "../../facts/google-apis/field-names";
import { messageOf, type Namespace, plain, type Rpc, type Scope } from "./messages";
import type { Discovery } from "./trim";

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
    ([field]) => !inPath.includes(snake(field)) && field !== jsonName(rule.body ?? ""),
  );
  const body =
    rule.body === undefined ? undefined : rule.body === "*" ? requestType : request[jsonName(rule.body)]?.type;
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

function snake(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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

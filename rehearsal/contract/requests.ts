import type { ApiDocument, Parameter, Schema } from "../../facts/google-apis";
import type { CalledMethod } from "./methods";
import { type Mismatch, mismatches, propertyOf } from "./values";

/** A request as far as the contract speaks of it. */
export interface SentRequest {
  query: URLSearchParams;
  /** The JSON that was sent; undefined where there was none. */
  body: Record<string, unknown> | undefined;
}

/** Something in a request that the method does not take, as Google says it. */
export interface Complaint {
  /** `query.pageSize`, `body.template.foo`. */
  at: string;
  message: string;
}

export function complaints(
  { id, document, method, isUpload }: CalledMethod,
  { query, body }: SentRequest,
): Complaint[] {
  const parameters = { ...document.parameters, ...method.parameters };
  return [
    ...parameterComplaints(parameters, query),
    ...maskComplaints(method.request, document, query),
    // What an upload holds is the object's own.
    ...(isUpload || body === undefined ? [] : bodyComplaints(id, method.request, document, body)),
  ];
}

function* parameterComplaints(parameters: Record<string, Parameter>, query: URLSearchParams): Generator<Complaint> {
  for (const [name, value] of query) {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const at = `query.${name}`;
    if (known?.location !== "query") {
      const unknown = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`;
      yield { at, message: `${unknown} Field '${name}' could not be found in request message.` };
      continue;
    }
    const [mismatch] = mismatches(isFlag(known, value) ? value === "true" : value, known, EMPTY, "request");
    if (mismatch) yield { at, message: `Invalid value at '${name}' (${mismatch.expected}), ${JSON.stringify(value)}` };
  }
  for (const [name, { location, required, repeated }] of Object.entries(parameters)) {
    if (location === "query" && !repeated && query.getAll(name).length > 1) {
      const message = `Invalid value at '${name}', Proto field is not repeating, cannot start list.`;
      yield { at: `query.${name}`, message };
    }
    if (location === "query" && required && !query.has(name)) {
      yield { at: `query.${name}`, message: `Required parameter: ${name}` };
    }
  }
}

const EMPTY = { schemas: {} } as ApiDocument;

function isFlag({ type }: Parameter, value: string): boolean {
  return type === "boolean" && (value === "true" || value === "false");
}

/** A mask names fields of the body's message. */
function* maskComplaints(
  request: string | undefined,
  document: ApiDocument,
  query: URLSearchParams,
): Generator<Complaint> {
  const schema = request === undefined ? undefined : document.schemas[request];
  if (!schema) return;
  for (const path of (query.get("updateMask") ?? "").split(",")) {
    if (path === "" || path === "*" || isFieldOf(schema, path.split("."), document)) continue;
    yield { at: `query.updateMask:${path}`, message: `Invalid field mask: '${path}' is no field of ${request}.` };
  }
}

function isFieldOf(schema: Schema, [key = "", ...rest]: string[], document: ApiDocument): boolean {
  const named = schema.$ref === undefined ? schema : document.schemas[schema.$ref];
  if (!named) return false;
  if (named.additionalProperties) return true;
  const inner = propertyOf(named, key, "request");
  return inner !== undefined && (rest.length === 0 || isFieldOf(inner, rest, document));
}

function* bodyComplaints(
  method: string,
  request: string | undefined,
  document: ApiDocument,
  body: Record<string, unknown>,
): Generator<Complaint> {
  if (request === undefined) {
    for (const name of Object.keys(body)) yield { at: `body.${name}`, message: unknownName(name, "") };
    return;
  }
  for (const mismatch of mismatches(body, { $ref: request }, document, "request")) {
    yield { at: `body.${mismatch.path}`, message: worded(mismatch) };
  }
  for (const [name, { requiredBy = [] }] of Object.entries(document.schemas[request]?.properties ?? {})) {
    if (requiredBy.includes(method) && body[name] === undefined) {
      yield { at: `body.${name}`, message: `Invalid value for field 'resource.${name}': ''. It is required.` };
    }
  }
}

function worded({ kind, path, expected, got }: Mismatch): string {
  const [, parent = "", name = path] = /^(.*)\.([^.]+)$/.exec(path) ?? [];
  if (kind === "unknown field") return unknownName(name, parent);
  // A value is not repeated: it may be a secret.
  const said = kind === "not one of its values" ? JSON.stringify(String(got).slice(0, 80)) : `got ${typeName(got)}`;
  return `Invalid value at '${path}' (${expected}), ${said}`;
}

function unknownName(name: string, parent: string): string {
  const where = parent === "" ? "" : ` at '${parent}'`;
  return `Invalid JSON payload received. Unknown name "${name.slice(0, 80)}"${where}: Cannot find field.`;
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}

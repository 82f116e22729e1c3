import type { ApiDocument, Schema } from "../../facts/google-apis";
import type { CalledMethod } from "./methods";
import { STATUS_NAMES } from "./status-names";
import { isObject, type Mismatch, messageOf, mismatches } from "./values";

/** Something in an answer that Google would not print. */
export interface Invention {
  at: string;
  message: string;
}

/** Everything in an answer of this method that its document does not know. */
export function inventions(called: CalledMethod, status: number, body: unknown): Invention[] {
  const { document, method } = called;
  if (status >= 400) return called.id === "sts.token" ? [] : [...errorInventions(status, body)];
  if (!isSuccess(called, status)) return [{ at: "status", message: `this method of Google's never answers ${status}` }];
  if (method.response === undefined) return status === 204 || isEmpty(body) ? [] : [extra(body)];
  const found = [...mismatches(body, { $ref: method.response }, document, "answer")].map(worded);
  const schema = document.schemas[method.response];
  return [
    ...found,
    ...(schema ? kindInventions(body, schema) : []),
    ...operationInventions(body, method.response, document),
  ];
}

/** Nothing has a status of its own, and so has an upload that is to go on. */
function isSuccess({ method, isUpload }: CalledMethod, status: number): boolean {
  return status === 200 || (status === 204 && method.response === undefined) || (status === 308 && isUpload);
}

function isEmpty(body: unknown): boolean {
  return body === undefined || (isObject(body) && Object.keys(body).length === 0);
}

function extra(body: unknown): Invention {
  return { at: "body", message: `this method answers nothing, got ${JSON.stringify(body)?.slice(0, 80)}` };
}

function worded({ kind, path, expected, got }: Mismatch): Invention {
  const value = typeof got === "string" ? JSON.stringify(got.slice(0, 80)) : typeof got;
  const message =
    kind === "unknown field" ? `Google has no field ${path}` : `${path} is ${expected} at Google, got ${value}`;
  return { at: path, message };
}

/** `kind` is a constant of the message; where there is nothing to say, not even that is said. */
function* kindInventions(body: unknown, { properties = {} }: Schema): Generator<Invention> {
  const expected = properties.kind?.default;
  if (expected === undefined || !isObject(body) || isEmpty(body) || body.kind === expected) return;
  yield { at: "kind", message: `kind is ${JSON.stringify(expected)} at Google, got ${JSON.stringify(body.kind)}` };
}

/** A long-running operation says one of two things when it is done, and neither before. */
function* operationInventions(body: unknown, response: string, document: ApiDocument): Generator<Invention> {
  if (!/^(Google\w*)?Operation$/.test(response) || !isObject(body) || body.kind !== undefined) return;
  if (typeof body.name !== "string") yield { at: "name", message: "an operation has a name" };
  for (const key of ["metadata", "response"]) {
    const said = isObject(body[key]) ? body[key]["@type"] : undefined;
    if (typeof said === "string" && !messageOf(said, document)) {
      yield { at: `${key}.@type`, message: `this API has no message ${said.slice(0, 80)}` };
    }
  }
  const ends = ["response", "error"].filter((key) => body[key] !== undefined);
  if (body.done === true ? ends.length !== 1 : ends.length !== 0) {
    const said = ends.length === 0 ? "neither" : ends.join(" and ");
    yield { at: "done", message: `an operation that is ${body.done === true ? "" : "not "}done has ${said}` };
  }
}

const ERROR_FIELDS = new Set(["code", "message", "status", "errors", "details"]);

function* errorInventions(status: number, body: unknown): Generator<Invention> {
  const error = isObject(body) ? body.error : undefined;
  if (!isObject(error) || typeof error.code !== "number" || typeof error.message !== "string") {
    yield { at: "error", message: "an error is an object with a code and a message" };
    return;
  }
  if (error.code !== status) {
    yield { at: "error.code", message: `the error says ${error.code}, and the answer ${status}` };
  }
  if (error.status !== undefined && !STATUS_NAMES[error.code]?.includes(String(error.status))) {
    yield { at: "error.status", message: `an error ${error.code} of Google's is not ${JSON.stringify(error.status)}` };
  }
  for (const key of Object.keys(error)) {
    if (!ERROR_FIELDS.has(key)) yield { at: `error.${key}`, message: `Google has no field error.${key}` };
  }
  for (const detail of Array.isArray(error.details) ? error.details : []) {
    if (!isObject(detail) || typeof detail["@type"] !== "string") {
      yield { at: "error.details", message: "each detail of an error has a type URL" };
    }
  }
}

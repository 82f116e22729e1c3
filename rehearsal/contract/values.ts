import type { ApiDocument, Schema } from "../../facts/google-apis";
import { jsonName } from "../../facts/google-apis/field-names";

/** What is wrong with a value, and where: `unknown field`, `wrong type`, `not in enum`. */
export interface Mismatch {
  kind: "unknown field" | "wrong type" | "not one of its values";
  /** From the value itself: `template.containers[0].image`. */
  path: string;
  /** What the schema says it is: `TYPE_INT32`, `enum`. */
  expected: string;
  got: unknown;
}

/** A request may say a number as text, and leave out anything; an answer is always in the same form. */
export type Direction = "request" | "answer";

/** Everything in a value that its schema does not know. */
export function* mismatches(
  value: unknown,
  schema: Schema,
  document: ApiDocument,
  direction: Direction,
  path = "",
): Generator<Mismatch> {
  if (value === null && direction === "request") return;
  if (schema.$ref !== undefined) {
    const named = document.schemas[schema.$ref];
    if (named) yield* mismatches(value, named, document, direction, path);
    return;
  }
  const wrong = (expected: string): Mismatch => ({ kind: "wrong type", path, expected, got: value });
  if (schema.type === "any" || schema.type === undefined) return;
  if (schema.type === "array") {
    if (!Array.isArray(value)) yield wrong("list");
    else
      for (const [at, one] of value.entries()) {
        const [inner, where] = [schema.items ?? {}, `${path}[${at}]`];
        // A field may be null, which is as if it were not there; something in a list may not.
        if (one === null && inner.type !== "any")
          yield { kind: "wrong type", path: where, expected: "something", got: one };
        else yield* mismatches(one, inner, document, direction, where);
      }
    return;
  }
  if (schema.type === "object") {
    if (!isObject(value)) yield wrong("object");
    else yield* mismatchesIn(value, schema, document, direction, path);
    return;
  }
  const expected = scalarMismatch(value, schema, direction);
  if (expected === "enum") yield { kind: "not one of its values", path, expected, got: value };
  else if (expected !== undefined) yield wrong(expected);
}

function* mismatchesIn(
  value: Record<string, unknown>,
  schema: Schema,
  document: ApiDocument,
  direction: Direction,
  path: string,
): Generator<Mismatch> {
  if (schema.format === "google.protobuf.Any") {
    yield* anyMismatches(value, document, direction, path);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const known = propertyOf(schema, key, direction) ?? schema.additionalProperties;
    if (inner === undefined) continue;
    if (known === undefined) yield { kind: "unknown field", path: at, expected: "", got: inner };
    else yield* mismatches(inner, known, document, direction, at);
  }
}

/** A request may also name a field as the protocol buffers do: `display_name`. */
export function propertyOf({ properties = {} }: Schema, key: string, direction: Direction): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  const name = jsonName(key);
  return direction === "request" && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

const NOTHING: Schema = { type: "object" };
const TYPE_URL = /^type\.googleapis\.com\/[\w.]+\.(\w+)$/;

/** What can be anything says by a type URL what it is; where the document has that message, it is held against it. */
function* anyMismatches(
  { "@type": url, ...rest }: Record<string, unknown>,
  document: ApiDocument,
  direction: Direction,
  path: string,
): Generator<Mismatch> {
  if (typeof url !== "string" || !TYPE_URL.test(url)) {
    yield { kind: "wrong type", path: `${path}.@type`, expected: "type URL", got: url };
    return;
  }
  const schema = messageOf(url, document);
  if (schema) yield* mismatches(rest, schema, document, direction, path);
}

/** The message that a type URL names, where the document has it. */
export function messageOf(url: unknown, { schemas }: ApiDocument): Schema | undefined {
  const [, name] = TYPE_URL.exec(typeof url === "string" ? url : "") ?? [];
  if (name === undefined) return undefined;
  if (url === "type.googleapis.com/google.protobuf.Empty") return NOTHING;
  return Object.entries(schemas).find(([one]) => one === name || longNameOf(String(url)) === one)?.[1];
}

/** Some documents put the whole package into a name: `GoogleCloudRunV2Service`. */
function longNameOf(url: string): string {
  const parts = url.slice(url.lastIndexOf("/") + 1).split(".");
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
}

const DURATION = /^-?\d{1,12}(\.\d{1,9})?s$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const WHOLE = /^-?\d{1,20}$/;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const NUMBER = /^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$/;

/** What fits into a number of a format; a number of no format may be any. */
const LIMITS: Record<string, readonly [bigint, bigint]> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

function fits(whole: number | string, format: string): boolean {
  const [least, most] = LIMITS[format] ?? [];
  if (least === undefined || most === undefined) return true;
  const value = BigInt(whole);
  return least <= value && value <= most;
}

/** What was expected, where the value is something else. */
function scalarMismatch(value: unknown, { type, format = "", enum: values }: Schema, direction: Direction) {
  if (type === "boolean") return typeof value === "boolean" ? undefined : "TYPE_BOOL";
  if (type === "integer" || type === "number") return numberMismatch(value, type, format, direction);
  if (format === "int64" || format === "uint64") {
    const isNumber = direction === "request" && Number.isSafeInteger(value);
    const isWhole = isNumber || (typeof value === "string" && WHOLE.test(value));
    return isWhole && fits(value as string | number, format) ? undefined : `TYPE_${format.toUpperCase()}`;
  }
  if (typeof value !== "string")
    return values && direction === "request" && typeof value === "number" ? undefined : "TYPE_STRING";
  if (values !== undefined) return values.includes(value) ? undefined : "enum";
  if (format === "google-duration")
    return DURATION.test(value) ? undefined : "type.googleapis.com/google.protobuf.Duration";
  if (format === "google-datetime" || format === "date-time") {
    return DATE_TIME.test(value) ? undefined : "type.googleapis.com/google.protobuf.Timestamp";
  }
  if (format === "date") return DATE.test(value) ? undefined : "date";
  return format === "byte" && !BASE64.test(value) ? "TYPE_BYTES" : undefined;
}

function numberMismatch(value: unknown, type: "integer" | "number", format: string, direction: Direction) {
  const said = typeof value === "string" && direction === "request" && NUMBER.test(value) ? Number(value) : value;
  const isIt =
    typeof said === "number" &&
    Number.isFinite(said) &&
    (type === "number" || (Number.isInteger(said) && fits(said, format)));
  return isIt ? undefined : `TYPE_${(format || type).toUpperCase()}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { Schema } from "../../facts/google-apis";

/** Protocol buffers as the published client has them (`protos.json` of protobufjs). */
export interface Namespace {
  nested?: Record<string, Namespace>;
  methods?: Record<string, Rpc>;
  fields?: Record<string, Field>;
  values?: Record<string, number>;
}

export interface Rpc {
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
export interface Scope {
  path: string;
  nested: Record<string, Namespace>;
}

/** The shape of a message, as a discovery document says it. */
export function messageOf(fields: Record<string, Field>, scopes: readonly Scope[]): Schema {
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

export function plain(type: string): Schema {
  return PLAIN[type] ?? { type: "string" };
}

import fc from "fast-check";
import type { Edits } from "./environment-problems";
import { RANGE_SIZES } from "./environment-ranges";
import { type Field, fields, leaves, type SchemaNode } from "./environment-schema";

export type BreakKind = "null" | "of another type" | "missing" | "out of bounds" | "beside an unknown setting";

/** One way to break one setting; every edit breaks exactly what is at `path`. */
interface Break {
  kind: BreakKind;
  leaf: string;
  edits: fc.Arbitrary<{ path: string; edits: Edits }>;
}

/** Every setting, broken in every way that there is for its kind of setting. */
export const breaks: Break[] = leaves.flatMap((field) => {
  const ways: Record<BreakKind, fc.Arbitrary<{ path: string; edits: Edits }> | undefined> = {
    null: to(field, fc.constant(null)),
    "of another type": to(field, ofAnotherType(field.node)),
    missing: field.required ? to(field, fc.constant(undefined)) : undefined,
    "out of bounds": field.node.type === "boolean" ? undefined : to(field, outOfBounds(field)),
    "beside an unknown setting": strangerBeside(field),
  };
  return Object.entries(ways).flatMap(([kind, edits]) =>
    edits ? [{ kind: kind as BreakKind, leaf: field.path, edits }] : [],
  );
});

function to({ path }: Field, values: fc.Arbitrary<unknown>): Break["edits"] {
  return values.map((value) => ({ path, edits: { [path]: value } }));
}

function ofAnotherType({ type, anyOf = [] }: SchemaNode): fc.Arbitrary<unknown> {
  // One of some numbers is a number, and JSON knows no whole ones.
  const own = [type, ...anyOf.map((kind) => kind.type)].map((one) => (String(one) === "number" ? "integer" : one));
  const values: Record<string, fc.Arbitrary<unknown>> = {
    boolean: fc.boolean(),
    integer: fc.integer(),
    string: fc.string(),
    array: fc.array(fc.string(), { maxLength: 3 }),
    object: fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3, noNullPrototype: true }),
  };
  return fc.oneof(
    ...Object.keys(values).flatMap((other) => (own.some((one) => one === other) ? [] : (values[other] ?? []))),
  );
}

function outOfBounds({ path, node }: Field): fc.Arbitrary<unknown> {
  const { minimum, maximum, pattern, minLength, maxLength = Number.POSITIVE_INFINITY } = node;
  if (path in RANGE_SIZES) return notThisRange(path);
  if (node.enum) return fc.string().filter((text) => !node.enum?.includes(text));
  if (minLength !== undefined) return fc.string({ maxLength: minLength - 1 });
  if (pattern !== undefined) {
    const allowed = new RegExp(pattern);
    const almost = fc.tuple(fc.stringMatching(allowed), fc.constantFrom(" ", "\n", "\u0000", "é", "$", "!"));
    return fc
      .oneof(
        fc.string(),
        almost.map((parts) => parts.join("")),
      )
      .filter((text) => !allowed.test(text) || text.length > maxLength);
  }
  if (minimum !== undefined && maximum !== undefined) {
    return fc.oneof(
      fc.integer({ max: minimum - 1 }),
      fc.integer({ min: maximum + 1 }),
      fc.constantFrom(minimum - 1, maximum + 1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60),
      fc.double({ min: minimum, max: maximum, noNaN: true }).filter((number) => !Number.isInteger(number)),
    );
  }
  return fc.constantFrom("http://localhost:8000", "redis://10.0.0.3:6381", `$\{google_redis_instance.cache.host}`);
}

function notThisRange(path: string): fc.Arbitrary<unknown> {
  const { from, to } = RANGE_SIZES[path] ?? { from: 0, to: 32 };
  return fc.oneof(
    fc.string(),
    fc.constantFrom(`8.0.0.0/${to}`, `172.32.0.0/${to}`, "0.0.0.0/0", "10.0.0.0", "10.0.0.1/8", "::/64"),
    fc.constantFrom(`10.0.0.0/${from - 1}`, `10.0.0.0/${to + 1}`),
    fc.nat(32).map((prefix) => `10.0.0.0/${prefix < from || prefix > to ? prefix : 33}`),
  );
}

function strangerBeside({ path }: Field): Break["edits"] | undefined {
  const parentPath = path.split(".").slice(0, -1).join(".");
  const parent = fields.find((field) => field.path === parentPath)?.node;
  if (parent?.type !== "object") return undefined;
  const known = Object.keys(parent.properties ?? {});
  const keys = parent.propertyNames
    ? fc.oneof(fc.constant("__proto__"), fc.stringMatching(/^([0-9]|[a-z]+-)\w{0,9}$/))
    : fc.oneof(fc.constantFrom("__proto__", "constructor", "toString"), fc.stringMatching(/^[A-Za-z]\w{0,9}$/));
  const values = fc.oneof(fc.string(), fc.integer(), fc.constant({}));
  return fc
    .tuple(keys, values)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => {
      const stranger = parentPath ? `${parentPath}.${key}` : key;
      return { path: stranger, edits: { [stranger]: value } };
    });
}

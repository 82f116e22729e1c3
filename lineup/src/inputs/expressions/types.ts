import { type Fields, isFields, type Reference, Unresolved, type Value } from "../../values";
import { numberText } from "./numbers";
import { referredType } from "./schema-types";
import { inOrder } from "./text";
import type { ResolvedStep } from "./walk";

// Values as Terraform's language has them: what is a list, a set or a map decides what an expression comes to.

/** `any` is what a declaration leaves open, `unknown` the type of what is not resolved, `null` a null's, which is lost. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "any"
  | "unknown"
  | "null"
  | { kind: "list" | "set" | "map"; element: Type }
  | { kind: "tuple"; items: Type[] }
  | { kind: "object"; attributes: ReadonlyMap<string, Attribute> };

/** An attribute of an object type; one that is optional may have a default. */
export interface Attribute {
  type: Type;
  optional?: boolean;
  otherwise?: Typed;
}

/** Tuples are arrays, objects are plain: both are read from JSON as they are. */
export type Typed = null | boolean | number | string | Unresolved | ListValue | MapValue | Typed[] | ObjectValue;
export type ObjectValue = { [key: string]: Typed };

/** A list, or a set without repetition and in Terraform's order. */
export class ListValue {
  constructor(
    readonly kind: "list" | "set",
    readonly element: Type,
    readonly items: readonly Typed[],
  ) {}
}

export class MapValue {
  readonly kind = "map";
  constructor(
    readonly element: Type,
    readonly fields: ObjectValue,
  ) {}
}

/** An expression that Terraform refuses: `try` and `can` may rely on it. */
export class Refused extends Unresolved {}

/** A whole resource: what is in it is looked up when it is asked for. */
export class WholeResource extends Unresolved {
  constructor(
    address: string,
    readonly at: (attribute: string, further: readonly ResolvedStep[]) => Typed,
  ) {
    super(`\${${address}}`, [{ address, attribute: "" }]);
  }
}

/** A map or an object that has these entries for certain, and may have others. */
export class OpenMap extends Unresolved {
  constructor(
    text: string,
    references: readonly Reference[],
    readonly certain: ObjectValue,
  ) {
    super(text, references);
  }
}

/** A list or a set that has these items for certain, in this order, and may have others anywhere between them. */
export class OpenList extends Unresolved {
  constructor(
    text: string,
    references: readonly Reference[],
    readonly certain: readonly Typed[],
  ) {
    super(text, references);
  }
}

export function isObject(value: Typed | undefined): value is ObjectValue {
  return isFields(value) && !(value instanceof ListValue) && !(value instanceof MapValue);
}

/** The items of a tuple, a list or a set. */
export function itemsOf(value: Typed | undefined): readonly Typed[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof ListValue ? value.items : undefined;
}

/** The fields of an object or a map. */
export function fieldsOf(value: Typed | undefined): ObjectValue | undefined {
  if (value instanceof MapValue) return value.fields;
  return isObject(value) ? value : undefined;
}

/** In the order in which Terraform goes through them. */
export function entriesOf(fields: ObjectValue): [string, Typed][] {
  return Object.entries(fields).sort(([one], [other]) => inOrder(one, other));
}

export function objectOf(entries: Iterable<readonly [string, Typed]>): ObjectValue {
  return Object.fromEntries(entries);
}

export function typeOf(value: Typed): Type {
  if (value === null) return "null";
  if (value instanceof Unresolved) return referredType(value) ?? "unknown";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "bool";
  if (value instanceof ListValue || value instanceof MapValue) return { kind: value.kind, element: value.element };
  if (Array.isArray(value)) return { kind: "tuple", items: value.map(typeOf) };
  return {
    kind: "object",
    attributes: new Map(entriesOf(value).map(([key, item]) => [key, { type: typeOf(item) }])),
  };
}

/** Everything that is not resolved inside a value. */
export function holesIn(value: Typed): Unresolved[] {
  if (value instanceof Unresolved) return [value];
  const inside = itemsOf(value) ?? Object.values(fieldsOf(value) ?? {});
  return inside.flatMap(holesIn);
}

export function isWhole(value: Typed): boolean {
  return holesIn(value).length === 0;
}

/** The value without its types, as JSON has it. A number that JavaScript cannot hold is not resolved. */
export function plain(value: Typed): Value {
  if (typeof value === "number") return numberText(value) === undefined ? new Unresolved("a large number") : value;
  if (typeof value !== "object" || value === null || value instanceof Unresolved) return value;
  const items = itemsOf(value);
  if (items) return items.map(plain);
  return Object.fromEntries(Object.entries(fieldsOf(value) ?? {}).map(([key, item]) => [key, plain(item)])) as Fields;
}

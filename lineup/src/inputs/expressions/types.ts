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

/** A value that is there and is not known: a variable without a value, and what is asked of it. Terraform does not refuse it. */
export class NotGiven extends Unresolved {}

/** What is not resolved and refers to nothing may be something that Terraform refuses. */
export function mayBeRefused(value: Typed): boolean {
  return value instanceof Unresolved && value.references.length === 0 && !(value instanceof NotGiven);
}

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
    /** All the others that it may have; undefined where it may have any. */
    readonly possible?: ObjectValue,
  ) {
    super(text, references);
  }
}

/** A list or a set that has these items for certain, and may have others: where each of them stands is not known. */
export class OpenList extends Unresolved {
  constructor(
    text: string,
    references: readonly Reference[],
    readonly certain: readonly Typed[],
    /** All the others that it may have; undefined where it may have any. */
    readonly possible?: readonly Typed[],
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

/** The same with each entry or item changed. */
export function changed(value: OpenMap | OpenList, change: (item: Typed) => Typed): Unresolved {
  const { text, references } = value;
  if (value instanceof OpenList) {
    return new OpenList(text, references, value.certain.map(change), value.possible?.map(change));
  }
  const fields = (all: ObjectValue) => objectOf(Object.entries(all).map(([key, item]) => [key, change(item)]));
  return new OpenMap(text, references, fields(value.certain), value.possible && fields(value.possible));
}

/** The value without its types, as JSON has it. A number that JavaScript cannot hold is not resolved. */
export function plain(value: Typed): Value {
  if (typeof value === "number") return numberText(value) === undefined ? new Unresolved("a large number") : value;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof OpenMap || value instanceof OpenList) return changed(value, plain);
  if (value instanceof Unresolved) return value;
  const items = itemsOf(value);
  return items ? items.map(plain) : plainFields(fieldsOf(value) ?? {});
}

function plainFields(fields: ObjectValue): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, plain(item)]));
}

import { Unresolved } from "../../values";
import { isNoNumber, numberIn, numberText } from "./numbers";
import { inOrder } from "./text";
import {
  type Attribute,
  changed,
  entriesOf,
  fieldsOf,
  holesIn,
  isWhole,
  itemsOf,
  ListValue,
  MapValue,
  type ObjectValue,
  OpenList,
  OpenMap,
  objectOf,
  type Type,
  type Typed,
  typeOf,
  WholeResource,
} from "./types";
import { unified } from "./unify";

/** Terraform refuses it, for certain. */
export const REFUSED = Symbol("refused");
/** Undefined where lineup does not know what Terraform answers. */
export type Outcome = Typed | undefined | typeof REFUSED;

/** A value as another type, as Terraform converts it. */
export function convert(value: Typed, type: Type): Outcome {
  if (value === null || type === "any" || type === "unknown") return value;
  if (type === "null") return undefined;
  if (typeof type === "string") return scalar(value, type);
  if (value instanceof Unresolved) return inPart(value, type);
  if (type.kind === "tuple") return asTuple(value, type.items);
  if (type.kind === "object") return asObject(value, type.attributes);
  return type.kind === "map" ? asMap(value, type.element) : asList(value, type.kind, type.element);
}

/** What is certain of a value that is known in part keeps being certain. */
function inPart(value: Unresolved, type: Exclude<Type, string>): Outcome {
  const open = new Unresolved(value.text, value.references);
  if (value instanceof WholeResource && type.kind === "object") {
    const names = [...type.attributes].map(
      ([name, { type: its }]) => [name, convert(value.at(name, []), its)] as const,
    );
    return ofParts(names, (fields) => fields);
  }
  if (value instanceof OpenMap && type.kind === "object") {
    const names = [...type.attributes].map(([name, { type: its }]) => {
      return [name, Object.hasOwn(value.certain, name) ? convert(value.certain[name] ?? null, its) : open] as const;
    });
    return ofParts(names, (fields) => fields);
  }
  const element = type.kind === "map" || type.kind === "list" || type.kind === "set" ? type.element : undefined;
  // The type that everything in it has in common may be another one.
  if (element === undefined || leavesOpen(element)) return open;
  const isFit = value instanceof OpenMap ? type.kind === "map" : value instanceof OpenList && type.kind !== "map";
  if (!isFit || !(value instanceof OpenMap || value instanceof OpenList)) return open;
  let refused: Outcome | typeof CONVERTED = CONVERTED;
  const converted = changed(value, (item) => {
    const one = convert(item, element);
    if (one !== undefined && one !== REFUSED) return one;
    refused = one;
    return null;
  });
  if (refused !== CONVERTED) return refused;
  return converted instanceof OpenList && type.kind === "set" ? setInPart(converted) : converted;
}

const CONVERTED = Symbol("converted");

/** Of a set, each text once. What is not known may be one of the others. */
export function setInPart({ text, references, certain, possible }: OpenList): OpenList {
  const whole = certain.filter((item) => !(item instanceof Unresolved));
  return new OpenList(text, references, [...new Set(whole)], possible && [...certain, ...possible]);
}

function ofParts(parts: readonly (readonly [string, Outcome])[], make: (fields: ObjectValue) => Typed): Outcome {
  const fields: ObjectValue = {};
  for (const [name, outcome] of parts) {
    if (outcome === undefined || outcome === REFUSED) return outcome;
    fields[name] = outcome;
  }
  return make(fields);
}

function scalar(value: Typed, type: "string" | "number" | "bool"): Outcome {
  if (value instanceof Unresolved) return value;
  if (typeof value === "object") return REFUSED;
  if (type === "string") return typeof value === "number" ? numberText(value) : String(value);
  if (type === "number") {
    if (typeof value === "number") return value;
    return typeof value === "boolean" || isNoNumber(value) ? REFUSED : numberIn(value);
  }
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return REFUSED;
  if (value === "true" || value === "1") return true;
  return value === "false" || value === "0" ? false : REFUSED;
}

/** Every member as the type; the first that is not one decides. */
function all(values: readonly Typed[], type: Type): Typed[] | undefined | typeof REFUSED {
  const converted: Typed[] = [];
  for (const value of values) {
    const one = convert(value, type);
    if (one === undefined || one === REFUSED) return one;
    converted.push(one);
  }
  return converted;
}

function asTuple(value: Typed, types: readonly Type[]): Outcome {
  const items = itemsOf(value);
  if (!items || items.length !== types.length) return undefined;
  const converted: Typed[] = [];
  for (const [index, item] of items.entries()) {
    const one = convert(item, types[index] ?? "any");
    if (one === undefined || one === REFUSED) return one;
    converted.push(one);
  }
  return converted;
}

function asObject(value: Typed, attributes: ReadonlyMap<string, Attribute>): Outcome {
  const fields = fieldsOf(value);
  if (!fields) return REFUSED;
  const entries: [string, Typed][] = [];
  for (const [name, { type, optional, otherwise }] of attributes) {
    const given = Object.hasOwn(fields, name) ? (fields[name] ?? null) : undefined;
    if (given === undefined && !optional) return REFUSED;
    const one = convert(given ?? otherwise ?? null, type);
    if (one === undefined || one === REFUSED) return one;
    entries.push([name, one]);
  }
  return objectOf(entries);
}

function elementType(declared: Type, values: readonly Typed[]): Type | undefined {
  if (declared !== "any") return declared;
  return values.length === 0 ? "any" : unified(values.map(typeOf));
}

/** Members that may differ in what a declaration leaves open become of one type. */
function alike(values: readonly Typed[], element: Type): Typed[] | undefined | typeof REFUSED {
  const converted = all(values, element);
  if (!Array.isArray(converted) || converted.length < 2 || !leavesOpen(element)) return converted;
  const type = unified(converted.map(typeOf));
  return type === undefined ? undefined : all(converted, type);
}

export function leavesOpen(type: Type): boolean {
  if (typeof type === "string") return type === "any";
  if (type.kind === "tuple") return type.items.some(leavesOpen);
  if (type.kind === "object") return [...type.attributes.values()].some((attribute) => leavesOpen(attribute.type));
  return leavesOpen(type.element);
}

function asMap(value: Typed, declared: Type): Outcome {
  const fields = fieldsOf(value);
  if (!fields) return REFUSED;
  const entries = entriesOf(fields);
  const values = entries.map(([, item]) => item);
  const element = elementType(declared, values);
  if (element === undefined) return undefined;
  const converted = alike(values, element);
  if (!Array.isArray(converted)) return converted;
  return new MapValue(element, objectOf(entries.map(([key], index) => [key, converted[index] ?? null])));
}

function asList(value: Typed, kind: "list" | "set", declared: Type): Outcome {
  const items = itemsOf(value);
  if (!items) return REFUSED;
  const element = elementType(declared, items);
  if (element === undefined) return undefined;
  const converted = alike(items, element);
  if (!Array.isArray(converted)) return converted;
  return kind === "set" ? setOf(element, converted) : new ListValue("list", element, converted);
}

/** Which members of a set are the same is not known before all of them are. */
export function setOf(element: Type, items: readonly Typed[]): Outcome {
  if (!items.every(isWhole)) {
    return new Unresolved(
      "a set of values that are not resolved",
      items.flatMap((item) => holesIn(item).flatMap(({ references }) => references)),
    );
  }
  if (items.length > 1 && !items.every((item) => typeof item === typeof items[0] && typeof item !== "object")) {
    return undefined;
  }
  const members = [...new Set(items)];
  return new ListValue("set", element, members.sort(inSetOrder));
}

function inSetOrder(one: Typed, other: Typed): number {
  if (typeof one === "string" && typeof other === "string") return inOrder(one, other);
  return Number(one) - Number(other);
}

import { type Reference, Unresolved } from "../../values";
import { convert, REFUSED } from "./convert";
import { once } from "./joined";
import {
  changed,
  entriesOf,
  fieldsOf,
  holesIn,
  itemsOf,
  type ObjectValue,
  OpenList,
  OpenMap,
  objectOf,
  type Typed,
  typeOf,
} from "./types";
import { unified } from "./unify";

/** What is certain of a value that is one of two, as both branches of a condition that is not known agree on it. */
export function eitherOf(one: Typed, other: Typed, text: string, references: readonly Reference[]): Typed {
  const type = unified([typeOf(one), typeOf(other)]);
  const [first, second] = [one, other].map((value) => (type === undefined ? lasting(value) : convert(value, type)));
  if (first === undefined || second === undefined || first === REFUSED || second === REFUSED) {
    return new Unresolved(text, references);
  }
  return agreed(first, second, { text, references });
}

/** What stays as it is whatever type a value becomes: text. A number may become text, a list a set. */
export function lasting(value: Typed): Typed {
  if (value === null || typeof value === "string") return value;
  if (value instanceof OpenMap || value instanceof OpenList) return changed(value, lasting);
  if (value instanceof Unresolved) return value;
  const fields = fieldsOf(value);
  if (fields) return lastingFields(fields);
  if (Array.isArray(value)) return value.map(lasting);
  return new Unresolved(
    "a value of a type that is not known",
    holesIn(value).flatMap((hole) => hole.references),
  );
}

function lastingFields(fields: ObjectValue): ObjectValue {
  return objectOf(Object.entries(fields).map(([key, item]) => [key, lasting(item)]));
}

interface Doubt {
  text: string;
  references: readonly Reference[];
}

function agreed(one: Typed, other: Typed, doubt: Doubt): Typed {
  if (one === other || isSameReference(one, other)) return one;
  const open = new Unresolved(doubt.text, doubt.references);
  const [fields, others] = [certainFields(one), certainFields(other)];
  if (fields && others) return agreedFields([one, other], fields, others, doubt);
  const [items, otherItems] = [certainItems(one), certainItems(other)];
  return items && otherItems ? agreedItems([one, other], items, otherItems, doubt) : open;
}

function without(fields: ObjectValue, others: ObjectValue): ObjectValue {
  return objectOf(Object.entries(fields).filter(([key]) => !Object.hasOwn(others, key)));
}

function agreedFields(both: readonly Typed[], fields: ObjectValue, there: ObjectValue, doubt: Doubt): Typed {
  const shared = entriesOf(fields).filter(([key]) => Object.hasOwn(there, key));
  const certain = objectOf(shared.map(([key, value]) => [key, agreed(value, there[key] ?? null, doubt)]));
  const isWhole = both.every((value) => fieldsOf(value) && Object.keys(fieldsOf(value) ?? {}).length === shared.length);
  if (isWhole) return certain;
  const all = both.map((value) =>
    value instanceof OpenMap ? value.possible && { ...value.certain, ...value.possible } : fieldsOf(value),
  );
  const others = all.every((one) => one !== undefined)
    ? Object.assign({}, ...all.map((one) => without(one, certain)))
    : undefined;
  return new OpenMap(doubt.text, referencesOf(both, doubt), certain, others);
}

function agreedItems(both: readonly Typed[], items: readonly Typed[], others: readonly Typed[], doubt: Doubt): Typed {
  const isTuple = both.every(Array.isArray) && items.length === others.length;
  if (isTuple) return items.map((item, index) => agreed(item, others[index] ?? null, doubt));
  const left = [...others];
  const certain = items.filter((item) => {
    const at = left.findIndex((it) => it === item || isSameReference(it, item));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  const all = both.map((value) => (value instanceof OpenList ? value.possible : []));
  const rest = [...items.filter((item) => !certain.includes(item)), ...left];
  const possible = all.every((one) => one !== undefined) ? [...rest, ...all.flatMap((one) => one ?? [])] : undefined;
  return new OpenList(doubt.text, referencesOf(both, doubt), certain, possible);
}

function referencesOf(both: readonly Typed[], { references }: Doubt): Reference[] {
  return once([...references, ...both.flatMap((value) => holesIn(value).flatMap((hole) => hole.references))]);
}

function isSameReference(one: Typed, other: Typed): boolean {
  if (!(one instanceof Unresolved) || !(other instanceof Unresolved)) return false;
  const [mine, its] = [one.soleReference, other.soleReference];
  return mine !== undefined && mine.address === its?.address && mine.attribute === its.attribute;
}

/** The entries that a map or an object has for certain. */
function certainFields(value: Typed): ObjectValue | undefined {
  return value instanceof OpenMap ? value.certain : fieldsOf(value);
}

/** The items that a list or a set has for certain. */
export function certainItems(value: Typed): readonly Typed[] | undefined {
  return value instanceof OpenList ? value.certain : itemsOf(value);
}

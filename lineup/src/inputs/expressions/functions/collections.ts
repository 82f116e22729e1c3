import { Unresolved } from "../../../values";
import { convert, type Outcome, REFUSED, setOf } from "../convert";
import { certainItems } from "../either";
import { isEqual } from "../operators";
import { inOrder, isPlain } from "../text";
import {
  entriesOf,
  fieldsOf,
  isWhole,
  itemsOf,
  ListValue,
  MapValue,
  mayBeRefused,
  OpenList,
  OpenMap,
  objectOf,
  type Type,
  type Typed,
  typeOf,
} from "../types";
import { sameType, unified } from "../unify";
import { type Implementation, known, textsIn } from "./implementation";
import { coalescedInPart, mergedInPart, opened, possibleItems } from "./in-part";

const LIST_OF_ANY: Type = { kind: "list", element: "any" };

export const COLLECTIONS: Record<string, Implementation> = {
  length: ([value]) => {
    if (typeof value === "string") return isPlain(value) && !value.includes("\r") ? value.length : undefined;
    return itemsOf(value)?.length ?? (fieldsOf(value) ? Object.keys(fieldsOf(value) ?? {}).length : undefined);
  },
  concat: (args) => {
    const certain = args.map(certainItems);
    // What is not known is a list that has any items.
    if (args.some((arg) => arg instanceof Unresolved))
      return opened(
        args,
        certain.flatMap((items) => items ?? []),
        possibleItems(args),
      );
    const all = args.map(itemsOf);
    if (args.length === 0 || !all.every((items) => items !== undefined)) return undefined;
    if (args.some((arg) => arg instanceof ListValue && arg.kind === "set")) return undefined;
    const items = all.flat();
    return args.every((arg) => arg instanceof ListValue) ? convert(items, LIST_OF_ANY) : items;
  },
  merge: (args) => {
    const given = args.filter((arg) => arg !== null);
    if (given.some((arg) => arg instanceof Unresolved)) return mergedInPart(given);
    const all = given.map(fieldsOf);
    if (given.length === 0 || !all.every((fields) => fields !== undefined)) return undefined;
    const fields = Object.assign({}, ...all);
    const [first] = given;
    const isMap = first instanceof MapValue && given.every((arg) => sameType(typeOf(arg), typeOf(first)));
    return isMap ? new MapValue(first.element, fields) : fields;
  },
  keys: ([value]) => {
    if (value instanceof OpenMap)
      return opened([value], Object.keys(value.certain).sort(inOrder), value.possible && Object.keys(value.possible));
    const fields = fieldsOf(value);
    if (!fields) return undefined;
    const names = entriesOf(fields).map(([key]) => key);
    return value instanceof MapValue ? new ListValue("list", "string", names) : names;
  },
  values: ([value]) => {
    if (value instanceof OpenMap)
      return opened([value], Object.values(value.certain), value.possible && Object.values(value.possible));
    const fields = fieldsOf(value);
    if (!fields) return undefined;
    const items = entriesOf(fields).map(([, item]) => item);
    return value instanceof MapValue ? new ListValue("list", value.element, items) : items;
  },
  element: ([list, index]) => {
    const items = itemsOf(list);
    if (!items?.length || typeof index !== "number" || !Number.isSafeInteger(index) || index < 0) return undefined;
    return list instanceof ListValue && list.kind === "set" ? undefined : items[index % items.length];
  },
  lookup: ([map, key, otherwise]) => {
    if (map instanceof OpenMap && typeof key === "string" && Object.hasOwn(map.certain, key)) return map.certain[key];
    const fields = fieldsOf(map);
    if (!fields || typeof key !== "string") return undefined;
    // Terraform converts the default whether it is needed or not.
    const isTyped = map instanceof MapValue && otherwise !== undefined && !(otherwise instanceof Unresolved);
    const instead = isTyped ? convert(otherwise, map.element) : otherwise;
    if (isTyped && (instead === undefined || instead === REFUSED)) return instead;
    if (Object.hasOwn(fields, key)) return fields[key];
    return instead === undefined ? REFUSED : instead;
  },
  one: ([list]) => {
    const items = itemsOf(list);
    if (list === null || !items) return undefined;
    return items.length > 1 ? REFUSED : (items[0] ?? null);
  },
  coalesce: (args) => {
    if (!args.every(isWhole)) return coalescedInPart(args);
    const type = unified(args.filter((arg) => arg !== null).map(typeOf));
    const found = args.find((arg) => arg !== null && arg !== "");
    if (type === undefined || found === undefined || typeof type !== "string") return undefined;
    // A null may have had a type of its own; text stays text whatever it was.
    return args.includes(null) && type !== "string" ? undefined : convert(found, type);
  },
  compact: ([list]) => {
    const items = certainItems(list ?? null)?.map((item) => (item === null ? null : convert(item, "string")));
    if (!items?.every((item) => typeof item === "string" || item === null || item instanceof Unresolved))
      return undefined;
    const kept = items.filter((item) => typeof item === "string" && item !== "") as Typed[];
    // What is not known may be empty, and left out.
    if (list instanceof Unresolved || !items.every((item) => !(item instanceof Unresolved)))
      return opened([list ?? null], kept);
    return new ListValue("list", "string", kept);
  },
  distinct: known(([list]) => {
    const whole = listOf(list);
    if (!whole?.items.every((item) => typeof item !== "object")) return undefined;
    return new ListValue("list", whole.element, [...new Set(whole.items)]);
  }),
  reverse: ([list]) => {
    const items = itemsOf(list);
    if (!items || (list instanceof ListValue && list.kind === "set")) return undefined;
    return list instanceof ListValue ? new ListValue("list", list.element, items.toReversed()) : items.toReversed();
  },
  slice: ([list, from, to]) => {
    const items = itemsOf(list);
    if (!items || typeof from !== "number" || typeof to !== "number") return undefined;
    if (!(from >= 0 && from <= to && to <= items.length)) return undefined;
    if (!(list instanceof ListValue)) return items.slice(from, to);
    return list.kind === "set" ? undefined : new ListValue("list", list.element, items.slice(from, to));
  },
  sort: known(([list]) => {
    const texts = textsIn(list);
    return texts && new ListValue("list", "string", texts.sort(inOrder));
  }),
  flatten: ([list]) => {
    const items = certainItems(list ?? null);
    if (!items) return undefined;
    const leaves = items.flatMap(flat);
    const isOpen = list instanceof Unresolved || leaves.some(mayBeList);
    if (!isOpen) return leaves;
    return opened(
      [list ?? null, ...leaves],
      leaves.filter((item) => !mayBeList(item)),
    );
  },
  contains: ([list, wanted]) => {
    const items = certainItems(list ?? null);
    if (!items || wanted === undefined || wanted === null || !isWhole(wanted)) return undefined;
    const whole = items.filter((item) => !(item instanceof Unresolved));
    if (!whole.every((item) => typeof item === typeof wanted && typeof item !== "object")) return undefined;
    if ([list ?? null, ...items].some((item) => item instanceof Unresolved && mayBeRefused(item))) return undefined;
    if (whole.some((item) => isEqual(item, wanted) === true)) return true;
    return list instanceof Unresolved || whole.length < items.length ? undefined : false;
  },
  index: known(([list, wanted]) => {
    const items = itemsOf(list);
    if (!items?.every((item) => typeof item === typeof wanted && typeof item !== "object")) return undefined;
    const at = items.indexOf(wanted ?? null);
    return at < 0 ? REFUSED : at;
  }),
  zipmap: ([names, list]) => {
    const [keys, items] = [textsIn(names), itemsOf(list)];
    if (list instanceof ListValue && list.kind === "set") return undefined;
    if (!keys || !items || keys.length !== items.length || new Set(keys).size !== keys.length) return undefined;
    const fields = objectOf(keys.map((key, index) => [key, items[index] ?? null]));
    return list instanceof ListValue ? new MapValue(list.element, fields) : fields;
  },
  setunion: known((args) => sets(args, (all) => all.flat())),
  setintersection: known((args) =>
    sets(args, ([first = [], ...others]) => first.filter((item) => others.every((other) => other.includes(item)))),
  ),
  setsubtract: known((args) =>
    args.length === 2
      ? sets(args, ([first = [], second = []]) => first.filter((item) => !second.includes(item)))
      : undefined,
  ),
  alltrue: known(([list]) => booleans(list, (items) => items.every((item) => item))),
  anytrue: known(([list]) => booleans(list, (items) => items.some((item) => item))),
};

function listOf(value: Typed | undefined): ListValue | undefined {
  const list = value === undefined || value === null ? undefined : convert(value, LIST_OF_ANY);
  return list instanceof ListValue ? list : undefined;
}

/** The items of a list, all levels together; one that is known in part stands after what is certain in it. */
function flat(value: Typed): Typed[] {
  if (value instanceof OpenList) return [...value.certain.flatMap(flat), value];
  return itemsOf(value)?.flatMap(flat) ?? [value];
}

/** An attribute that holds text, a number or a truth value is no list. */
function mayBeList(value: Typed): boolean {
  return value instanceof Unresolved && !["string", "number", "bool"].includes(String(typeOf(value)));
}

/** Sets of text alone: those of mixed types are unified first. */
function sets(args: readonly Typed[], combine: (all: Typed[][]) => Typed[]): Outcome {
  const all = args.map(textsOnly);
  return args.length > 0 && all.every((items) => items !== undefined) ? setOf("string", combine(all)) : undefined;
}

function textsOnly(value: Typed): Typed[] | undefined {
  const items = itemsOf(value);
  return items?.every((item) => typeof item === "string") && isWhole(value) ? [...items] : undefined;
}

function booleans(list: Typed | undefined, decide: (items: boolean[]) => boolean): Outcome {
  const items = itemsOf(list);
  return items?.every((item) => typeof item === "boolean") ? decide(items as boolean[]) : undefined;
}

import { type Reference, Unresolved } from "../../../values";
import type { Outcome } from "../convert";
import { once } from "../joined";
import { fieldsOf, holesIn, itemsOf, type ObjectValue, OpenList, OpenMap, type Typed, typeOf } from "../types";

// What functions say of arguments of which only a part is known.

/** Items that are in a list for certain, with what else may be in it. */
export function opened(args: readonly Typed[], certain: readonly Typed[], possible?: readonly Typed[]): OpenList {
  return new OpenList("a list that is known in part", referencesOf(args), certain, possible);
}

/** What lists may hold besides what is certain; undefined where that may be anything. */
export function possibleItems(lists: readonly Typed[]): Typed[] | undefined {
  const all = lists.map((list) => (list instanceof OpenList ? list.possible : itemsOf(list) && []));
  return all.every((items) => items !== undefined) ? all.flatMap((items) => items ?? []) : undefined;
}

/** Every key stays; the value of one may be replaced by what stands after it. */
export function mergedInPart(args: readonly Typed[]): Outcome {
  let certain: ObjectValue = {};
  let possible: ObjectValue | undefined = {};
  for (const arg of args) {
    const fields = arg instanceof OpenMap ? arg.certain : fieldsOf(arg);
    if (!(arg instanceof Unresolved) && fields === undefined) return undefined;
    const others = arg instanceof Unresolved ? (arg instanceof OpenMap ? arg.possible : undefined) : {};
    certain = mapped(certain, (value, key) =>
      others === undefined || Object.hasOwn(others, key) ? replaced(value, key, arg, others?.[key]) : value,
    );
    certain = { ...certain, ...fields };
    possible = possible && others && { ...possible, ...others };
  }
  const left = possible && Object.fromEntries(Object.entries(possible).filter(([key]) => !Object.hasOwn(certain, key)));
  return new OpenMap("a map that is known in part", referencesOf(args), certain, left);
}

function mapped(fields: ObjectValue, change: (value: Typed, key: string) => Typed): ObjectValue {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value, key)]));
}

function replaced(value: Typed, key: string, by: Typed, other: Typed | undefined): Typed {
  if (value === other) return value;
  const text = by instanceof Unresolved ? by.text : "";
  return new Unresolved(`${text} may replace "${key}"`, referencesOf([value, other ?? by]));
}

/** The first that is neither null nor empty, where nothing that is not known stands before it. */
export function coalescedInPart(args: readonly Typed[]): Outcome {
  const given = args.filter((arg) => arg !== null && arg !== "");
  const [first] = given;
  const types = args.filter((arg) => arg !== null).map(typeOf);
  const areScalars = types.every((type) => type === "string" || type === "number" || type === "bool");
  if (first === undefined || !areScalars) return undefined;
  // Of different types, all become text.
  if (!(first instanceof Unresolved))
    return typeof first === "string" || types.every((type) => type === types[0]) ? first : String(first);
  return given.length === 1 ? first : undefined;
}

function referencesOf(values: readonly Typed[]): Reference[] {
  return once(values.flatMap((value) => holesIn(value).flatMap(({ references }) => references)));
}

import { attributeFacts, attributesOf, isSet } from "../../../facts/provider";
import { isFields, Unresolved, unresolvedIn, type Value } from "../values";
import { convert, REFUSED } from "./expressions/convert";
import { schemaType } from "./expressions/schema-types";
import { fieldsOf, itemsOf, plain, type Type, type Typed } from "./expressions/types";

/** The value of an attribute as the provider gets it: Terraform converts what is written to the type of the schema. */
export function conformed(type: string, path: string, value: Typed): Value {
  const kind = attributeFacts(type, path)?.type;
  if (kind === undefined || value === null || value instanceof Unresolved) return plain(value);
  const scalar = schemaType(type, path);
  if (scalar) return scalarOf(value, scalar);
  if (kind === "Map") {
    const fields = fieldsOf(value);
    return fields ? mapped(fields, (item) => scalarOf(item, "string")) : plain(value);
  }
  const isBlock = hasFields(type, path);
  const each = (item: Typed): Value => {
    const fields = fieldsOf(item);
    if (isBlock && fields) return mapped(fields, (inner, key) => conformed(type, `${path}.${key}`, inner));
    return isBlock || typeof item === "object" ? plain(item) : scalarOf(item, "string");
  };
  return itemsOf(value)?.map(each) ?? each(value);
}

/** The same read back in an expression: blocks are lists, and sets are in order. */
export function readBack(type: string, path: string, value: Value): Typed {
  if (isFields(value) && hasFields(type, path)) return [value];
  if (!isSet(type, path) || !Array.isArray(value)) return value;
  const holes = unresolvedIn(value);
  if (holes.length > 0)
    return new Unresolved(
      `a set, ${path}`,
      holes.flatMap(({ references }) => references),
    );
  const set = convert(value, { kind: "set", element: "any" });
  return set === undefined || set === REFUSED ? new Unresolved(`a set, ${path}`) : set;
}

function scalarOf(value: Typed, type: Type): Value {
  if (value === null) return null;
  const converted = convert(value, type);
  return converted === undefined || converted === REFUSED
    ? new Unresolved("a value of another type")
    : plain(converted);
}

function mapped(fields: { [key: string]: Typed }, change: (item: Typed, key: string) => Value): Value {
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, change(item, key)]));
}

/** Paths of blocks, by type. */
const BLOCKS = new Map<string, Set<string>>();

function hasFields(type: string, path: string): boolean {
  let paths = BLOCKS.get(type);
  if (!paths) {
    const names = Object.keys(attributesOf(type) ?? {});
    paths = new Set(names.flatMap((name) => (name.includes(".") ? [name.slice(0, name.lastIndexOf("."))] : [])));
    BLOCKS.set(type, paths);
  }
  return paths.has(path);
}

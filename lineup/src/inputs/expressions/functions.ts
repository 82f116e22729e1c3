import { isFields, Unresolved, unresolvedIn, type Value } from "../../values";
import { joined } from "./joined";

/** Undefined where the arguments are not ones it can answer for. */
type Implementation = (args: Value[]) => Value | undefined;

/** Leaves unresolved arguments alone. */
const known =
  (implementation: Implementation): Implementation =>
  (args) =>
    args.some((arg) => unresolvedIn(arg).length > 0) ? undefined : implementation(args);

const text = (implementation: (...args: string[]) => Value | undefined): Implementation =>
  known((args) => (args.every((arg) => typeof arg === "string") ? implementation(...(args as string[])) : undefined));

/** What synthesized configuration is seen to use; any other function leaves its value unresolved. */
export const FUNCTIONS: Record<string, Implementation> = {
  lower: text((value) => value?.toLowerCase()),
  upper: text((value) => value?.toUpperCase()),
  trimspace: text((value) => value?.trim()),
  replace: text((value, from, to) =>
    value === undefined || from === undefined || to === undefined || from.startsWith("/")
      ? undefined
      : value.replaceAll(from, to),
  ),
  split: text((separator, value) => (separator === undefined ? undefined : value?.split(separator))),
  join: ([separator, ...lists]) => {
    const items = lists.flat();
    if (typeof separator !== "string" || !lists.every(Array.isArray) || !items.every(isWord)) return undefined;
    return put(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])));
  },
  format: ([pattern, ...args]) => (typeof pattern === "string" ? formatted(pattern, args) : undefined),
  basename: text((value) => value?.split("/").at(-1)),
  tostring: ([value]) => attribute(value) ?? (isWord(value) && typeof value !== "object" ? String(value) : undefined),
  tonumber: ([value]) =>
    attribute(value) ?? (isWord(value) && value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined),
  // An attribute of an instance that is there can be read: nothing after it is looked at.
  try: ([first]) => attribute(first) ?? (unresolvedIn(first).length > 0 ? undefined : first),
  tobool: known(([value]) => ({ true: true, false: false })[String(value)]),
  length: ([value]) => (Array.isArray(value) ? value.length : isFields(value) ? Object.keys(value).length : undefined),
  concat: (args) => (args.every(Array.isArray) ? (args as Value[][]).flat() : undefined),
  merge: (args) => (args.every(isFields) ? Object.assign({}, ...args) : undefined),
  keys: ([value]) => (isFields(value) ? Object.keys(value).sort() : undefined),
  values: ([value]) =>
    isFields(value)
      ? Object.keys(value)
          .sort()
          .map((key) => value[key] as Value)
      : undefined,
  tolist: ([value]) => (Array.isArray(value) ? value : undefined),
  toset: ([value]) => (Array.isArray(value) ? [...new Set(value)] : undefined),
  tomap: ([value]) => (isFields(value) ? value : undefined),
  element: ([list, index]) =>
    Array.isArray(list) && typeof index === "number" && list.length > 0 ? list[index % list.length] : undefined,
  lookup: ([map, key, otherwise]) =>
    isFields(map) && typeof key === "string" ? (Object.hasOwn(map, key) ? map[key] : otherwise) : undefined,
  one: ([list]) => (Array.isArray(list) && list.length <= 1 ? (list[0] ?? null) : undefined),
  coalesce: known((args) => args.find((arg) => arg !== null && arg !== "")),
  nonsensitive: ([value]) => value,
  sensitive: ([value]) => value,
  jsonencode: known(([value]) => JSON.stringify(value)),
};

/** The very attribute of something: it stays what it is, whatever type it is turned into. */
function attribute(value: Value | undefined): Unresolved | undefined {
  return value instanceof Unresolved && value.soleReference ? value : undefined;
}

function isWord(value: Value | undefined): boolean {
  return value instanceof Unresolved || ["string", "number", "boolean"].includes(typeof value);
}

/** Text put together of what is known and what is not. */
function put(parts: Value[]): Value {
  return joined(parts, "text put together by a function");
}

function formatted(pattern: string, args: Value[]): Value | undefined {
  if (/%[^sd%]/.test(pattern) || !args.every(isWord)) return undefined;
  let next = 0;
  const parts = pattern.split(/(%[sd%])/).flatMap((part): Value[] => {
    if (part === "%%") return ["%"];
    return part === "%s" || part === "%d" ? [args[next++] ?? null] : part === "" ? [] : [part];
  });
  return next === args.length ? put(parts) : undefined;
}

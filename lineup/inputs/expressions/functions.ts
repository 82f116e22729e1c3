import { isFields, unresolvedIn, type Value } from "../../values";

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
  join: known(([separator, ...lists]) => {
    const items = lists.flat();
    return typeof separator === "string" && items.every((item) => typeof item === "string" || typeof item === "number")
      ? items.join(separator)
      : undefined;
  }),
  format: known(([pattern, ...args]) => (typeof pattern === "string" ? formatted(pattern, args) : undefined)),
  basename: text((value) => value?.split("/").at(-1)),
  tostring: known(([value]) => (["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined)),
  tonumber: known(([value]) => (value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined)),
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

function formatted(pattern: string, args: Value[]): string | undefined {
  let next = 0;
  const result = pattern.replace(/%[sd%]/g, (verb) => (verb === "%%" ? "%" : String(args[next++])));
  return /%[^sd%]/.test(pattern) || next !== args.length || args.some((arg) => typeof arg === "object")
    ? undefined
    : result;
}

import { type Fields, isFields, type Value } from "../values";

/** What `each`, `count` and the iterators of dynamic blocks stand for, where something is evaluated. */
export type LocalNames = Readonly<Record<string, Fields>>;

/** One instance of a resource with `count` or `for_each`. */
export interface Instance {
  address: string;
  key: string | number | undefined;
  names: LocalNames;
  certain: boolean;
  values: Map<string, Value | "evaluating">;
}

const MAX_COUNT = 10_000;

export function singleInstance(address: string): Instance {
  return instance(address, undefined, {});
}

/** One instance that may stand for any number of them. */
export function uncertainInstance(address: string): Instance {
  return { ...singleInstance(address), certain: false };
}

/** The instances that a `count` makes; undefined where it could not be evaluated. */
export function countedInstances(address: string, count: Value): Instance[] | undefined {
  if (typeof count !== "number" && typeof count !== "string") return undefined;
  const number = Number(count);
  if (!Number.isInteger(number) || number < 0 || number > MAX_COUNT) return undefined;
  return Array.from({ length: number }, (_, index) => instance(address, index, { index }));
}

/** The instances that a `for_each` makes; undefined where it could not be evaluated. */
export function instancesForEach(address: string, over: Value): Instance[] | undefined {
  if (isFields(over)) return Object.entries(over).map(([key, value]) => instance(address, key, { key, value }));
  if (!Array.isArray(over) || !over.every((item) => typeof item === "string")) return undefined;
  return over.map((key) => instance(address, key, { key, value: key }));
}

function instance(address: string, key: Instance["key"], item: Fields): Instance {
  return {
    address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
    key,
    names: { each: item, count: item },
    certain: true,
    values: new Map(),
  };
}

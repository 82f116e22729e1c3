import type { Value } from "../values";
import type { Budget } from "./budget";
import { convert } from "./expressions/convert";
import { entriesOf, fieldsOf, ListValue, type ObjectValue, type Typed } from "./expressions/types";

/** What `each`, `count` and the iterators of dynamic blocks stand for, where something is evaluated. */
export type LocalNames = Readonly<Record<string, ObjectValue>>;

/** One instance of a resource with `count` or `for_each`. */
export interface Instance {
  address: string;
  key: string | number | undefined;
  names: LocalNames;
  certain: boolean;
  values: Map<string, Value | "evaluating">;
}

export function singleInstance(address: string): Instance {
  return instance(address, undefined, {});
}

/** One instance that may stand for any number of them. */
export function uncertainInstance(address: string): Instance {
  return { ...singleInstance(address), certain: false };
}

export const TOO_MANY = Symbol("too many instances");
type Repeated = Instance[] | undefined | typeof TOO_MANY;

/** The instances that a `count` makes; undefined where it could not be evaluated. */
export function countedInstances(address: string, count: Typed, budget: Budget): Repeated {
  const number = count === null ? undefined : convert(count, "number");
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) return undefined;
  if (!budget.instances(number)) return TOO_MANY;
  return Array.from({ length: number }, (_, index) => instance(address, index, { index }));
}

/** The instances that a `for_each` makes; undefined where it could not be evaluated. */
export function instancesForEach(address: string, over: Typed, budget: Budget): Repeated {
  const fields = fieldsOf(over);
  const keys = over instanceof ListValue && over.kind === "set" ? over.items : undefined;
  if (!fields && !keys?.every((item) => typeof item === "string")) return undefined;
  const entries = fields ? entriesOf(fields) : (keys ?? []).map((key) => [String(key), key] as const);
  if (!budget.instances(entries.length)) return TOO_MANY;
  return entries.map(([key, value]) => instance(address, key, { key, value }));
}

function instance(address: string, key: Instance["key"], item: ObjectValue): Instance {
  return {
    address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
    key,
    names: { each: item, count: item },
    certain: true,
    values: new Map(),
  };
}

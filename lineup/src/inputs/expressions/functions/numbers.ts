import { convert } from "../convert";
import { itemsOf, ListValue } from "../types";
import { type Implementation, known, ofNumbers } from "./implementation";

const numbersOf = (implementation: (numbers: number[]) => number): Implementation =>
  known((args) => {
    const numbers = args.map((arg) => (arg === null ? undefined : convert(arg, "number")));
    return args.length > 0 && numbers.every((number) => typeof number === "number")
      ? implementation(numbers as number[])
      : undefined;
  });

export const NUMBERS: Record<string, Implementation> = {
  max: numbersOf((numbers) => Math.max(...numbers)),
  min: numbersOf((numbers) => Math.min(...numbers)),
  abs: ofNumbers(1, (number = 0) => Math.abs(number)),
  ceil: ofNumbers(1, (number = 0) => Math.ceil(number) + 0),
  floor: ofNumbers(1, (number = 0) => Math.floor(number)),
  range: known((args) => {
    const [first, second] = args;
    if (!args.every((arg) => typeof arg === "number" && Number.isSafeInteger(arg)) || args.length > 2) return undefined;
    const [from, to] = second === undefined ? [0, Number(first)] : [Number(first), Number(second)];
    if (from > to || to - from > MAX_RANGE) return undefined;
    return new ListValue(
      "list",
      "number",
      Array.from({ length: to - from }, (_, index) => from + index),
    );
  }),
  sum: known(([list]) => {
    const items = itemsOf(list);
    if (!items?.length || !items.every((item) => typeof item === "number" && Number.isSafeInteger(item)))
      return undefined;
    const total = (items as number[]).reduce((one, other) => one + other, 0);
    return Number.isSafeInteger(total) ? total : undefined;
  }),
};

/** Terraform's own limit. */
const MAX_RANGE = 1024;

import { convert, type Outcome, REFUSED } from "../convert";
import { isWhole, itemsOf, type Type, type Typed } from "../types";

/** Undefined where the arguments are not ones it can answer for. */
export type Implementation = (args: readonly Typed[]) => Outcome;

/** Answers only where every argument is known, inside and out. */
export function known(implementation: Implementation): Implementation {
  return (args) => (args.every(isWhole) ? implementation(args) : undefined);
}

/** A function of so many arguments of these types. */
function typed<Arg>(types: readonly Type[], implementation: (...args: Arg[]) => Outcome): Implementation {
  return known((args) => {
    if (args.length !== types.length) return undefined;
    const converted: Arg[] = [];
    for (const [index, arg] of args.entries()) {
      const one = arg === null ? REFUSED : convert(arg, types[index] ?? "any");
      if (one === undefined || one === REFUSED) return one;
      converted.push(one as Arg);
    }
    return implementation(...converted);
  });
}

export function ofText(count: number, implementation: (...args: string[]) => Outcome): Implementation {
  return typed(new Array<Type>(count).fill("string"), implementation);
}

export function ofNumbers(count: number, implementation: (...args: number[]) => Outcome): Implementation {
  return typed(new Array<Type>(count).fill("number"), implementation);
}

/** All as text; undefined where one is not, or null. */
export function textsIn(value: Typed | undefined): string[] | undefined {
  const items = itemsOf(value)?.map((item) => (item === null ? undefined : convert(item, "string")));
  return items?.every((item) => typeof item === "string") ? (items as string[]) : undefined;
}

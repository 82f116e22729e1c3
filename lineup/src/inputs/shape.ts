import { isBlock, own, type RawBlock } from "./blocks";

/** What is wrong first: where, what was expected there, and what is there instead. */
export interface Problem {
  path: readonly (string | number)[];
  expected: string;
  got: unknown;
}

/**
 * What a value has to be. It is asked of what was parsed, which stays as it is: of a large input a copy would cost more
 * than everything else.
 */
export interface Shape<T> {
  /** How people call it. */
  expected: string;
  problem(value: unknown): Problem | undefined;
  /** For the compiler alone. */
  readonly of?: T;
}

function kind<T>(expected: string, is: (value: unknown) => boolean): Shape<T> {
  return { expected, problem: (value) => (is(value) ? undefined : { path: [], expected, got: value }) };
}

export const TEXT = kind<string>("text", (value) => typeof value === "string");
export const FLAG = kind<boolean>("true or false", (value) => typeof value === "boolean");
export const FIELDS = kind<Record<string, unknown>>("an object", isBlock);
export const LIST = kind<unknown[]>("a list", Array.isArray);
export const ANYTHING = kind<unknown>("anything", () => true);
export const TEXTS = listOf(TEXT);

export function exactly<T extends string>(text: T): Shape<T> {
  return kind(JSON.stringify(text), (value) => value === text);
}

/** Terraform leaves an optional field out; other tools write null, which means the same. */
export function optional<T>({ expected, problem }: Shape<T>): Shape<T | null | undefined> {
  return {
    expected: `${expected} or null`,
    problem: (value) => (value === undefined || value === null ? undefined : problem(value)),
  };
}

/** What may be left out, and is not null. */
export function omittable<T>({ expected, problem }: Shape<T>): Shape<T | undefined> {
  return { expected, problem: (value) => (value === undefined ? undefined : problem(value)) };
}

/** An object with these fields. Others may be there: newer versions add fields. */
export function object<T extends object>(fields: { [Key in keyof T]-?: Shape<T[Key]> }): Shape<T> {
  const shapes: [string, Shape<unknown>][] = Object.entries(fields);
  return {
    expected: FIELDS.expected,
    problem: (value) => {
      if (!isBlock(value)) return FIELDS.problem(value);
      for (const [key, shape] of shapes) {
        const found = within(key, shape, own(value, key));
        if (found) return found;
      }
      return undefined;
    },
  };
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return {
    expected: LIST.expected,
    problem: (value) => {
      if (!Array.isArray(value)) return LIST.problem(value);
      for (let index = 0; index < value.length; index++) {
        const found = within(index, shape, value[index]);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** An object whose keys are names. */
export function namedBy<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return {
    expected: FIELDS.expected,
    problem: (value) => {
      if (!isBlock(value)) return FIELDS.problem(value);
      for (const key of Object.keys(value)) {
        const found = within(key, shape, (value as RawBlock)[key]);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** An object that may hold others like it. */
export function nested<T extends object>(shape: () => Shape<T>): Shape<T> {
  return { expected: FIELDS.expected, problem: (value) => shape().problem(value) };
}

function within(key: string | number, shape: Shape<unknown>, value: unknown): Problem | undefined {
  const problem = shape.problem(value);
  if (!problem) return undefined;
  const expected = problem.path.length === 0 ? shape.expected : problem.expected;
  return { ...problem, expected, path: [key, ...problem.path] };
}

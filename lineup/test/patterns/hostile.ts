import { partsOf, strangerTo } from "./parts";

/** How one hostile text is built in any length: a beginning, much of the same, an end that does not fit. */
export interface Attack {
  before: string;
  repeated: string;
  after: string;
}

export function textOf({ before, repeated, after }: Attack, length: number): string {
  const middle = Math.max(1, length - before.length - after.length);
  return before + repeated.repeat(Math.ceil(middle / repeated.length)).slice(0, middle) + after;
}

/**
 * Texts made of the pattern itself: runs of each character that it takes, of pairs of them, of its beginnings and its
 * pieces, each after nothing or after a beginning, and ended by what does not fit or not at all.
 */
export function attacksOn(pattern: RegExp): Attack[] {
  const parts = partsOf(pattern);
  const stranger = strangerTo(parts);
  const example = parts.map(({ takes }) => takes[0] ?? "");
  const singles = unique([...parts.flatMap(({ takes }) => takes), stranger]).slice(0, 10);
  const [few, all] = [singles.slice(0, 6), singles];
  const pairs = few.flatMap((one) => all.map((other) => one + other));
  const beginnings = unique(parts.map((_, index) => example.slice(0, index + 1).join("")));
  const pieces = parts.map((_, index) => example.slice(index, index + 3).join(""));
  const repeatedParts = parts.flatMap(({ isRepeated }, index) =>
    isRepeated ? [example.slice(0, index).join("")] : [],
  );
  const repeated = unique([...singles, ...pairs, ...beginnings, ...pieces]).filter((text) => text !== "");
  const befores = unique(["", ...repeatedParts]).slice(0, 4);
  const afters = unique(["", stranger, `\n${stranger}`]);
  return befores.flatMap((before) =>
    repeated.flatMap((repeated) => afters.map((after) => ({ before, repeated, after }))),
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

import { patternsIn, written } from "./patterns/find";
import { worstGrowth } from "./patterns/growth";

/** Text from an input may be a megabyte: a pattern that goes through it once for each of its characters takes hours. */
const PATTERNS = patternsIn("lineup/src", "facts").map(({ at, pattern }) => ({
  at,
  pattern,
  shown: `${at}  ${pattern}`,
}));

test("every regular expression is found, written out or made of text", () => {
  const shown = PATTERNS.map(({ shown }) => shown);
  expect(shown.length).toBeGreaterThan(100);
  expect(shown).toContainEqual(expect.stringMatching(/^lineup\/src\/values\.ts:\d+ {2}.*known after apply/));
  expect(shown).toContainEqual(expect.stringMatching(/^lineup\/src\/sets\/addresses\.ts:\d+ {2}.*\[1-9\]/));
  expect(written("a.ts", 'const a = /x+\\/y/gi;\n// /no/\nconst b = "/no/";').literals).toEqual([
    { at: expect.stringMatching(/a\.ts:1$/), pattern: /x+\/y/gi },
  ]);
});

test.each(PATTERNS)("$shown costs no more than its text is long", ({ shown, pattern }) => {
  const found = worstGrowth(pattern);
  if (!found) return;
  const { before, repeated, after } = found.attack;
  const text = `${JSON.stringify(before)} + ${JSON.stringify(repeated)} … + ${JSON.stringify(after)}`;
  throw new Error(
    `${shown} is not linear: from ${found.from} to ${found.to} characters of ${text} its cost grows ${found.ratio.toFixed(0)}-fold. Anchor it at the beginning, let neighbouring repetitions share no character, bound a repetition ({0,64}), or use indexOf`,
  );
});

describe("a pattern that is not linear is found", () => {
  test.each<[string, RegExp]>([
    ["white space before an end", /\s+$/],
    ["a word before a sign", /\w+!/],
    ["any text before a word", /(.*)foo/],
    ["any text between two signs", /<[^>]*>$/g],
    ["an opening without its closing", /\$\{.*?\}/g],
    ["two repetitions of the same", /^\d+\d+$/],
    ["three repetitions of the same", /^\d*\d*\d*x$/],
    ["a repetition of repetitions", /^(\w+)*$/],
    ["alternatives that share a character", /^(a|ab|b)*$/],
    ["a look ahead at every place", /a(?=.*b)/g],
  ])("%s", (_, pattern) => expect(worstGrowth(pattern)).toBeDefined());

  test.each<[string, RegExp]>([
    ["an anchored run", /^\d+$/],
    ["a class", /[a-z]/g],
    ["a string with escapes", /"[^"\\]*(?:\\.[^"\\]*)*"/y],
    ["a bounded repetition", /\w{1,20}!/],
  ])("and %s is linear", (_, pattern) => expect(worstGrowth(pattern)).toBeUndefined());
});

/**
 * A regular expression of a filter, in RE2's syntax (https://github.com/google/re2/wiki/Syntax). RE2 takes linear time
 * whatever is written; the engine of JavaScript does not. So what could take longer there is refused, and with it what
 * RE2 does not know.
 */
export function patternOf(source: string, isWhole: boolean): RegExp {
  const [, ignoresCase, body = ""] = /^(\(\?i\))?([\s\S]*)$/.exec(source) ?? [];
  const problem = whatRe2Lacks(body) ?? whatTakesLong(body);
  if (problem !== undefined) throw new RangeError(problem);
  try {
    return new RegExp(isWhole ? `^(?:${body})$` : body, ignoresCase ? "iu" : "u");
  } catch {
    throw new RangeError(
      "it is no regular expression of RE2's: a parenthesis or bracket is open, or nothing is repeated",
    );
  }
}

const LONGEST = 1000;
/** Each may give back what it took: with more than this, a line of a log takes noticeable time. */
const MOST_OPEN_REPEATS = 3;

function whatRe2Lacks(body: string): string | undefined {
  if (/\(\?<?[=!]/.test(body)) return "RE2 has no lookahead and no lookbehind";
  if (/\\[1-9]/.test(body)) return "RE2 has no backreference";
  return undefined;
}

/** A repeated group that repeats or chooses inside, or many open repeats, may be tried in exponentially many ways. */
function whatTakesLong(body: string): string | undefined {
  if (body.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  // Escapes and classes are one character each: what is left of the structure is parentheses, choices and repeats.
  const bare = body.replaceAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, "c");
  const open: boolean[] = [];
  let repeats = 0;
  for (let at = 0; at < bare.length; at++) {
    const character = bare[at];
    const isRepeat = character === "*" || character === "+" || character === "{";
    if (character === "(") open.push(false);
    if (isRepeat) repeats += 1;
    if (isRepeat || character === "|") open.fill(true);
    if (character === ")" && open.pop() === true && /[*+{]/.test(bare[at + 1] ?? "")) {
      return "a group that repeats or chooses inside is repeated itself";
    }
  }
  return repeats > MOST_OPEN_REPEATS ? `it has more than ${MOST_OPEN_REPEATS} repeats` : undefined;
}

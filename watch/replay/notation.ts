import type { Distribution, Value } from "./time-series";

/**
 * A time series in few words, one piece after the other:
 * `12 x60` sixty minutes of 12; `0..1 x30` a ramp; `- x5` nothing written; `[3 0 -] x60` a pattern that goes on for an
 * hour; `{120:40 900:2} x10` a distribution: 40 values of 120 and 2 of 900, each minute. `x*` is all that is left.
 */
export function valuesIn(notation: string, minutes: number): (Value | undefined)[] {
  const values: (Value | undefined)[] = [];
  let rest = notation.trim();
  while (rest !== "") {
    const [whole, what = "", times = ""] = PIECE.exec(rest) ?? [];
    if (whole === undefined) {
      throw new Error(
        `a piece such as "12 x60", "0..1 x30", "- x5", "[3 0] x60" or "{120:40} x10" is expected, got ${JSON.stringify(rest.slice(0, 40))}`,
      );
    }
    const length = times === "*" ? minutes - values.length : Number(times);
    const valueAt = pieceOf(what, length);
    for (let at = 0; at < length && values.length < minutes; at++) values.push(valueAt(at));
    rest = rest.slice(whole.length).trim();
  }
  if (values.length !== minutes)
    throw new Error(`${minutes} minutes are expected, got ${values.length} in ${JSON.stringify(notation)}`);
  return values;
}

const PIECE = /^(\[[^\]]*\]|\{[^}]*\}|[^\s[\]{}]+)\s+x(\d+|\*)(?=\s|$)/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function pieceOf(what: string, length: number): (at: number) => Value | undefined {
  if (what.startsWith("{")) {
    const distribution = distributionOf(what);
    return () => distribution;
  }
  if (what.startsWith("[")) {
    const members = what.slice(1, -1).trim().split(/\s+/).map(valueOrNothing);
    return (at) => members[at % members.length];
  }
  const [from = "", to] = what.split("..");
  if (to === undefined) {
    const value = valueOrNothing(what);
    return () => value;
  }
  const [first, last] = [numberOf(from), numberOf(to)];
  return (at) => first + ((last - first) * at) / Math.max(1, length - 1);
}

function distributionOf(text: string): Distribution {
  const pairs = text
    .slice(1, -1)
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":").map(numberOf));
  return new Map(pairs.map(([value = 0, count = 0]) => [value, count]));
}

const valueOrNothing = (text: string) => (text === "-" ? undefined : numberOf(text));

function numberOf(text: string): number {
  if (!NUMBER.test(text)) throw new Error(`a number is expected, got ${JSON.stringify(text)}`);
  return Number(text);
}

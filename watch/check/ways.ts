import { FilterError } from "../filter/filter-error";
import type { Comparison, Filter } from "../filter/tree";
import { mentionedIn, piecesOf } from "../shipped/references";
import { alternativesOf } from "./named";
import { textsOf } from "./query";

/** A comparison that holds, or below NOT does not. */
export interface Term {
  comparison: Comparison;
  isNot: boolean;
}

/** More ways than this are of no filter that somebody reads. */
const MOST_WAYS = 64;

/** Every way in which a filter can be met: comparisons that hold at once. Undefined where there are too many to go through. */
export function waysOf(filter: Filter, isNot = false): Term[][] | undefined {
  if (filter.kind === "not") return waysOf(filter.of, !isNot);
  if (filter.kind === "comparison") return [[{ comparison: filter, isNot }]];
  if (filter.kind === "call" || filter.kind === "anywhere") return [[]];
  const each = filter.of.map((one) => waysOf(one, isNot));
  let ways: Term[][] | undefined = (filter.kind === "all") === isNot ? [] : [[]];
  for (const more of each) {
    if (!ways || !more || ways.length * more.length > MOST_WAYS || ways.length + more.length > MOST_WAYS)
      return undefined;
    ways =
      (filter.kind === "all") === isNot
        ? [...ways, ...more]
        : ways.flatMap((way) => more.map((one) => [...way, ...one]));
  }
  return ways;
}

export function pathOf({ comparison }: Term): string {
  return comparison.path.join(".");
}

/** One thing is written in several forms, its id or its path: whatever refers to it is its address. */
export function thingOf(text: string): string {
  const named = piecesOf(text).flatMap((piece) => ("expression" in piece ? mentionedIn(piece.expression) : []));
  return named[0]?.address ?? text;
}

/** The values that a comparison lists; undefined where it does not list but match. */
export function listedBy({ operator, value }: Comparison): string[] | undefined {
  if (operator !== "=" && operator !== "!=") return undefined;
  if (value.kind === "literal") return [thingOf(value.text)];
  if (value.name === "one_of") return textsOf({ value } as Comparison).map(thingOf);
  const [pattern] = value.arguments;
  const isList = value.name === "monitoring.regex.full_match" && pattern?.kind === "literal";
  return isList ? alternativesOf(pattern)?.map(thingOf) : undefined;
}

/** Whether a value meets a comparison that does not list; what is known at the deploy alone, or cannot be judged, does. */
export type Meets = (comparison: Comparison, value: string) => boolean;

/** The values that are known of something, and whether it has no others. */
export interface Known {
  values: readonly string[];
  areAll: boolean;
}

/** The values that something at this path has while the way is met; undefined where nothing says which there are. */
export function valuesIn(
  way: readonly Term[],
  path: string,
  known: Known,
  meets: Meets,
  fold: (text: string) => string = (text) => text,
): string[] | undefined {
  const terms = way.filter((term) => pathOf(term) === path);
  const said = terms.flatMap(({ comparison, isNot }) =>
    isNot || comparison.operator === "!=" ? [] : (listedBy(comparison) ?? []),
  );
  const all = known.areAll ? known.values : [...known.values, ...said];
  if (all.length === 0) return undefined;
  return [...new Set(all.map(fold))].filter((value) =>
    terms.every(({ comparison, isNot }) => {
      const listed = listedBy(comparison)?.map(fold);
      const isMet = listed
        ? listed.includes(value) === (comparison.operator === "=")
        : judged(comparison, value, meets);
      return isMet !== isNot;
    }),
  );
}

function judged(comparison: Comparison, value: string, meets: Meets): boolean {
  try {
    return meets(comparison, value);
  } catch (error) {
    if (error instanceof FilterError) return true;
    throw error;
  }
}

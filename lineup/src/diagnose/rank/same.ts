import { groupedBy } from "../../grouping";
import type { Certainty, Evidence } from "../contract";
import type { Clue } from "../part";

const ORDER: readonly Certainty[] = ["certain", "likely", "possible"];

export const placeOf = (certainty: Certainty): number => ORDER.indexOf(certainty);

/** What is broken, with everything that was found of it. */
export interface Found extends Clue {
  evidence: readonly Evidence[];
  services: readonly string[];
}

const TYPE = /^google_[a-z0-9_]+(?=\.)/;

/** `google_redis_instance`; empty where a thing is called by its name alone. */
export function typeAt(at: string): string {
  return TYPE.exec(at)?.[0] ?? "";
}

/** The name of a thing, however it was called: by an address of the inventory or by its name. */
export function nameAt(at: string): string {
  const type = typeAt(at);
  return type === "" ? at : at.slice(type.length + 1);
}

export function isSameThing(one: string, other: string): boolean {
  const [a, b] = [typeAt(one), typeAt(other)];
  return nameAt(one) === nameAt(other) && (a === b || a === "" || b === "");
}

/**
 * Clues of one code about one thing are one cause, whoever found them. One that does not say which attribute is meant
 * belongs to those that do.
 */
export function sameCauses(clues: readonly Clue[]): Found[] {
  return [...groupedBy(clues, ({ code, at }) => JSON.stringify([code, at])).values()].flatMap((about) => {
    const named = groupedBy(
      about.filter(({ attribute }) => attribute !== ""),
      ({ attribute }) => attribute,
    );
    const unnamed = about.filter(({ attribute }) => attribute === "");
    if (named.size === 0) return [joined(unnamed)];
    return [...named.values()].map((group) => joined([...group, ...unnamed]));
  });
}

/** The surest of them speaks for all. */
function joined(clues: readonly Clue[]): Found {
  const sorted = [...clues].sort((one, other) => {
    const isNamed = Number(other.attribute !== "") - Number(one.attribute !== "");
    return placeOf(one.certainty) - placeOf(other.certainty) || isNamed || compare(keyOf(one), keyOf(other));
  });
  const [first] = sorted as [Clue, ...Clue[]];
  const attribute = sorted.find((one) => one.attribute !== "")?.attribute ?? "";
  const explainedBy = [...new Set(sorted.flatMap((one) => one.explainedBy ?? []))].sort();
  return {
    ...first,
    attribute,
    services: union(sorted.map(({ services }) => services)),
    evidence: sorted.flatMap(({ evidence }) => evidence),
    ...(explainedBy.length > 0 ? { explainedBy } : {}),
  };
}

const keyOf = ({ message, repair }: Clue) => JSON.stringify([message, repair]);

export function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort(compare);
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

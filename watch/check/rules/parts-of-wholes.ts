import { valuesOf, waysOfQuery } from "../labels";
import { type Mistake, shown } from "../mistake";
import type { Query } from "../query";
import type { Rule, Subject } from "../subject";
import { pathOf, type Term } from "../ways";

/** A share is of some among the same: what is good, or failed, is a part of the whole, and never all of it. */
export const partsOfWholes: Rule = (subject) =>
  subject.queries.flatMap((part): Mistake[] => {
    const whole = subject.queries.find((one) => isWholeOf(one, part));
    if (!whole || metricOf(part) !== metricOf(whole) || metricOf(part) === undefined) return [];
    const [[own, ...others], [all, ...more]] = [waysOfQuery(part), waysOfQuery(whole)];
    if (!own || !all || others.length + more.length > 0) return [];
    const outside = [...new Set(all.map(pathOf))].find((path) => !isWithin(own, all, path, part, subject));
    if (outside !== undefined) {
      const what = `a share is of a part of the whole, and here the whole has another ${outside}`;
      return [
        { at: part.at, what, got: shown(part.filter), wayOut: "name the same in both, and less of it in the part" },
      ];
    }
    const paths = [...new Set([...own, ...all].map(pathOf))];
    if (!paths.every((path) => isSame(own, all, path, part, subject))) return [];
    const what = "a share of all in all is always 1";
    return [{ at: part.at, what, got: shown(part.filter), wayOut: "say what tells the part from the whole" }];
  });

function isWholeOf({ at, role }: Query, part: Query): boolean {
  if (part.role === "condition") return role === "denominator" && at === `${part.at}, denominator`;
  const isPart = part.role === "good" || part.role === "bad";
  return isPart && role === "total" && at === part.at.replace(/, (?:good|bad)$/, ", total");
}

function metricOf({ selects }: Query): string | undefined {
  return selects.kind === "series" ? selects.metric : undefined;
}

/** Where nothing is known of the values, the same words are the same values, and no words are every value. */
function isWithin(own: Term[], all: Term[], path: string, query: Query, subject: Subject): boolean {
  const [part, whole] = [own, all].map((way) => valuesOf(way, path, query, subject));
  if (whole === undefined || saidOf(own, path) === saidOf(all, path)) return true;
  return part?.every((value) => whole.includes(value)) ?? false;
}

function isSame(own: Term[], all: Term[], path: string, query: Query, subject: Subject): boolean {
  if (saidOf(own, path) === saidOf(all, path)) return true;
  const [part, whole] = [own, all].map((way) => valuesOf(way, path, query, subject)?.sort().join(" "));
  return part !== undefined && part === whole;
}

function saidOf(way: readonly Term[], path: string): string {
  const terms = way.filter((term) => pathOf(term) === path);
  return terms
    .map(({ isNot, comparison: { operator, value } }) => JSON.stringify([isNot, operator, plain(value)]))
    .sort()
    .join();
}

function plain(value: Term["comparison"]["value"]): unknown {
  return value.kind === "literal"
    ? value.text
    : [value.name, value.arguments.map((one) => (one.kind === "literal" ? one.text : one.path))];
}

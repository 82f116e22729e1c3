import { valuesOf, waysOfQuery } from "../labels";
import { type Mistake, shown } from "../mistake";
import type { Query } from "../query";
import type { Rule, Subject } from "../subject";
import { listedBy, pathOf, type Term } from "../ways";

/** A filter that asks two things of one label, of which each excludes the other, selects nothing. */
export const selectsSomething: Rule = (subject) =>
  subject.queries.flatMap((query): Mistake[] => {
    const ways = waysOfQuery(query);
    const excluded = ways.map((way) => excludedIn(way, query, subject));
    const [path] = excluded;
    const [way] = ways;
    if (path === undefined || way === undefined || excluded.includes(undefined)) return [];
    const what = `nothing has a ${path} that is all of this`;
    return [{ at: query.at, what, got: shown(sayings(way, path)), wayOut: "leave out what excludes the rest" }];
  });

/** The label that can have no value. */
function excludedIn(way: readonly Term[], query: Query, subject: Subject): string | undefined {
  return [...new Set(way.map(pathOf))].find((path) => valuesOf(way, path, query, subject)?.length === 0);
}

function sayings(way: readonly Term[], path: string): string {
  return way
    .filter((term) => pathOf(term) === path)
    .map(({ comparison, isNot }) => {
      const values = listedBy(comparison)?.join(" or ") ?? "a pattern";
      return `${isNot ? "not " : ""}${comparison.operator} ${values}`;
    })
    .join(", ");
}

import { ALIGNERS, after, REDUCERS } from "../../../facts/metrics/aligners";
import { type Aggregated, aggregated, type Series } from "../aggregated";
import { listed, type Mistake, shown } from "../mistake";
import type { Query } from "../query";
import { metricNamed, type Rule, type Subject } from "../subject";

/** An aligner takes certain kinds and types, and a reducer what comes out of it: the API refuses any other at the deploy. */
export const aggregationsFit: Rule = (subject) =>
  subject.queries.flatMap((query): Mistake[] => {
    const series = seriesOf(query, subject);
    if (!series) return [];
    const { at, aggregations, role } = query;
    const result = aggregated(series, aggregations);
    if ("fails" in result) return [{ at, ...unfit(result) }];
    const isCompared = role === "condition" || role === "denominator";
    if (!isCompared || isNumber(result.gives)) return [];
    const got = `${sayingOf(result.gives)} out of ${listed(aggregations.map((one) => `${one.aligner}, ${one.reducer}`))}`;
    const wayOut = `a number comes out of ${listed(alignersInto(result.gives))}`;
    return [{ at, what: "a limit is compared with a number", got, wayOut }];
  });

/** What a query begins with; a burn rate is a gauge. */
function seriesOf({ selects }: Query, { watching }: Subject): Series | undefined {
  if (selects.kind === "objective") return { kind: "GAUGE", value: "DOUBLE" };
  return selects.kind === "series" && selects.metric !== undefined ? metricNamed(selects.metric, watching) : undefined;
}

function isNumber({ value }: Series): boolean {
  return value === "INT64" || value === "DOUBLE";
}

function unfit({ fails, name, operation, given }: Extract<Aggregated, { fails: string }>): Omit<Mistake, "at"> {
  const all = fails === "align" ? ALIGNERS : REDUCERS;
  const fitting = Object.entries(all)
    .filter(([, one]) => after(one, given))
    .map(([known]) => known);
  const takes = operation
    ? `${name} takes ${operation.kinds.join(" or ")} of ${operation.values.join(", ")}`
    : `there is no such ${fails === "align" ? "aligner" : "reducer"}`;
  return {
    what: takes,
    got: operation ? sayingOf(given) : shown(name),
    wayOut: `for ${sayingOf(given)} there are ${listed(fitting.filter((one) => !one.endsWith("_NONE")))}`,
  };
}

function sayingOf({ kind, value }: Series): string {
  return `${kind} of ${value}`;
}

/** The aligners after which there is a number. */
function alignersInto(given: Series): string[] {
  return Object.entries(ALIGNERS)
    .filter(([, one]) => {
      const result = after(one, given);
      return result !== undefined && isNumber(result);
    })
    .map(([name]) => name);
}

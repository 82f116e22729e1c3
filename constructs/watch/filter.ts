import type { Measure } from "../../watch/alert";
import type { Series } from "../../watch/things";

/** A filter in the language of Monitoring: https://cloud.google.com/monitoring/api/v3/filters */
export function filterOf({ metric, resource, labels, except = {} }: Series): string {
  return [
    `metric.type="${metric}"`,
    `resource.type="${resource}"`,
    ...Object.entries(labels).map(([label, value]) => `${label}=${oneOf(typeof value === "string" ? [value] : value)}`),
    ...Object.entries(except).flatMap(([label, values]) => values.map((value) => `${label}!=${quoted(value)}`)),
  ].join(" AND ");
}

export function aggregationOf({ everySeconds, align, reduce, groupBy }: Measure) {
  return {
    alignmentPeriod: `${everySeconds}s`,
    perSeriesAligner: align,
    crossSeriesReducer: reduce,
    groupByFields: groupBy && [...groupBy],
  };
}

/** How fast the budget of an objective is used up: 1 uses it up at the end of its window. */
export const burnRateOf = (objective: string, lookbackSeconds: number) =>
  `select_slo_burn_rate("${objective}", "${lookbackSeconds}s")`;

function oneOf(values: readonly string[]): string {
  const [only = ""] = values;
  return values.length === 1 ? quoted(only) : `one_of(${values.map(quoted).join(", ")})`;
}

const quoted = (value: string) => `"${value}"`;

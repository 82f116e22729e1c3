import { monitoringFilter } from "../filter/parse";
import { type SeriesTest, seriesTest } from "../filter/series";
import type { Aggregation } from "../shipped/model";
import { aligned } from "./align";
import { reduced } from "./reduce";
import { isDistribution, type TimeSeries, type Value } from "./time-series";
import { Unjudged } from "./unjudged";

/** What a condition looks at: a number for each minute, and whose it is. */
export interface Stream {
  /** "resource.labels.service_name": "backend". */
  labels: Readonly<Record<string, string>>;
  values: readonly (number | undefined)[];
}

const PLAIN: Aggregation = { everySeconds: 60, aligner: "ALIGN_NONE", reducer: "REDUCE_NONE", groupBy: [] };

/** Chooses, aligns and reduces: each time series for itself, or those of one group as one. */
export function streamsOf(filter: string, aggregations: readonly Aggregation[], all: readonly TimeSeries[]): Stream[] {
  if (aggregations.length > 1) throw new Unjudged("a second aggregation");
  const { everySeconds, aligner, reducer, groupBy } = aggregations[0] ?? PLAIN;
  const minutes = Math.max(1, Math.round(everySeconds / 60));
  const groups = new Map<string, { labels: Stream["labels"]; members: (Value | undefined)[][] }>();
  for (const series of chosen(seriesTest(monitoringFilter(filter)), all)) {
    const labels = reducer === "REDUCE_NONE" ? allLabels(series) : groupLabels(series, groupBy);
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, members: [] };
    group.members.push(aligned(series.values, minutes, aligner));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ labels, members }) => ({ labels, values: oneOf(members, reducer) }));
}

export function chosen(test: SeriesTest, all: readonly TimeSeries[]): TimeSeries[] {
  return all.filter(test);
}

function oneOf(members: readonly (Value | undefined)[][], reducer: string): (number | undefined)[] {
  const [first = []] = members;
  return first.map((alone, at) => {
    if (reducer === "REDUCE_NONE") return numberOf(alone);
    const values = members.flatMap((member) => member[at] ?? []);
    return values.length === 0 ? undefined : numberOf(reduced(values, reducer));
  });
}

function numberOf(value: Value | undefined): number | undefined {
  if (isDistribution(value)) throw new Unjudged("a distribution that is compared with a number");
  return value;
}

function allLabels({ metric, resource }: TimeSeries): Stream["labels"] {
  return Object.fromEntries([...pairs("resource", resource.labels), ...pairs("metric", metric.labels)]);
}

function groupLabels(series: TimeSeries, groupBy: readonly string[]): Stream["labels"] {
  const every = allLabels(series);
  return Object.fromEntries(
    groupBy.map((field) => {
      const plural = field.replace(/^(metric|resource)\.label\./, "$1.labels.");
      return [plural, every[plural] ?? ""];
    }),
  );
}

function pairs(root: string, labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).map(([name, value]) => [`${root}.labels.${name}`, value]);
}

/**
 * One divided by another of the same labels. Without traffic there is no share: where the denominator has no value or is
 * nothing, neither has the ratio.
 */
export function ratioOf(numerators: readonly Stream[], denominators: readonly Stream[]): Stream[] {
  const byLabels = new Map(denominators.map((one) => [JSON.stringify(one.labels), one.values]));
  return numerators.flatMap(({ labels, values }) => {
    const below = byLabels.get(JSON.stringify(labels));
    if (below === undefined) return [];
    const divided = values.map((value, at) => {
      const divisor = below[at];
      return value === undefined || divisor === undefined || divisor === 0 ? undefined : value / divisor;
    });
    return [{ labels, values: divided }];
  });
}

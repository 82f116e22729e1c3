import type { SeriesLabels } from "../filter/series";

/** Each value, and how often it was seen. Google keeps buckets instead, so its percentiles are off by a bucket's width. */
export type Distribution = ReadonlyMap<number, number>;
/** BOOL is 1 or 0. */
export type Value = number | Distribution;

/** A time series at one point a minute; where nothing was written, there is no value. */
export interface TimeSeries extends SeriesLabels {
  values: readonly (Value | undefined)[];
}

export function merged(distributions: readonly Distribution[]): Distribution {
  const [only] = distributions;
  if (distributions.length === 1 && only !== undefined) return only;
  const all = new Map<number, number>();
  for (const one of distributions) for (const [value, count] of one) all.set(value, (all.get(value) ?? 0) + count);
  return all;
}

/** The least value that is not below `percent` of all; undefined of none. */
export function percentile(distribution: Distribution, percent: number): number | undefined {
  const values = [...distribution].sort(([one], [other]) => one - other);
  const count = countOf(distribution);
  let below = 0;
  for (const [value, times] of values) {
    below += times;
    if (times > 0 && below * 100 >= percent * count) return value;
  }
  return undefined;
}

export function countOf(distribution: Distribution): number {
  let count = 0;
  for (const one of distribution.values()) count += one;
  return count;
}

export function meanOf(distribution: Distribution): number {
  let sum = 0;
  for (const [value, count] of distribution) sum += value * count;
  return sum / countOf(distribution);
}

export function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
}

export const isDistribution = (value: Value | undefined): value is Distribution => typeof value === "object";

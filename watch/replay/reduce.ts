import { deviationOf, isDistribution, meanOf, merged, percentile, type Value } from "./time-series";
import { Unjudged } from "./unjudged";

/**
 * One value of several time series at the same minute:
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Reducer. Series without a value at that
 * minute do not take part.
 */
export function reduced(values: readonly Value[], reducer: string): Value {
  if (reducer === "REDUCE_COUNT") return values.length;
  const distributions = values.filter(isDistribution);
  if (distributions.length > 0) {
    const all = merged(distributions);
    if (reducer === "REDUCE_SUM") return all;
    if (reducer === "REDUCE_MEAN") return meanOf(all);
    return percentile(all, percentOf(reducer)) ?? Number.NaN;
  }
  const numbers = values as readonly number[];
  const sum = () => numbers.reduce((total, one) => total + one, 0);
  switch (reducer) {
    case "REDUCE_SUM":
      return sum();
    case "REDUCE_COUNT_TRUE":
      return numbers.filter((one) => one !== 0).length;
    case "REDUCE_COUNT_FALSE":
      return numbers.filter((one) => one === 0).length;
    case "REDUCE_MEAN":
    case "REDUCE_FRACTION_TRUE":
      return sum() / numbers.length;
    case "REDUCE_MIN":
      return Math.min(...numbers);
    case "REDUCE_MAX":
      return Math.max(...numbers);
    case "REDUCE_STDDEV":
      return deviationOf(numbers);
    default: {
      const seen = new Map<number, number>();
      for (const one of numbers) seen.set(one, (seen.get(one) ?? 0) + 1);
      return percentile(seen, percentOf(reducer)) ?? Number.NaN;
    }
  }
}

function percentOf(reducer: string): number {
  const [, percent] = /^REDUCE_PERCENTILE_(\d\d)$/.exec(reducer) ?? [];
  if (percent === undefined) throw new Unjudged(`the reducer ${reducer}`);
  return Number(percent);
}

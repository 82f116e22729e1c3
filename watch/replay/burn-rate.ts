import { monitoringFilter } from "../filter/parse";
import { seriesTest } from "../filter/series";
import type { Call } from "../filter/tree";
import type { Objective } from "../shipped/model";
import { aligned } from "./align";
import { chosen, type Stream } from "./streams";
import { countOf, type Distribution, isDistribution, type TimeSeries, type Value } from "./time-series";
import { Unjudged } from "./unjudged";

/** The call of a filter that asks how fast an error budget goes; undefined of a filter that selects time series. */
export function burnRateIn(filter: string): Call | undefined {
  const parsed = monitoringFilter(filter);
  return parsed.kind === "call" ? parsed : undefined;
}

/**
 * How fast the error budget of an objective goes: the share of bad service within the look-back, divided by the share
 * that may be bad. 1 uses it up just at the end of the objective's window
 * (https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/alerting-on-budget-burn-rate). Without service there is no
 * rate.
 */
export function burnRateOf(call: Call, objectives: readonly Objective[], all: readonly TimeSeries[]): Stream[] {
  const [name, lookback] = call.arguments.map((one) => (one.kind === "literal" ? one.text : one.path.join(".")));
  if (call.name !== "select_slo_burn_rate" || lookback === undefined) throw new Unjudged(`${call.name}(…)`);
  const objective = objectives.find((one) => one.name === name);
  if (objective === undefined) throw new Unjudged(`an objective that is not there, ${name},`);
  const minutes = minutesIn(lookback);
  const { bad, total } = eventsOf(objective.indicator, all);
  const [badThen, totalThen] = [bad, total].map(
    (events) => aligned(events, minutes, "ALIGN_SUM") as (number | undefined)[],
  );
  const values = (totalThen ?? []).map((sum, at) =>
    sum === undefined || sum === 0 ? undefined : (badThen?.[at] ?? 0) / sum / (1 - objective.goal),
  );
  return [{ labels: { objective: objective.name }, values }];
}

/** "Valid time units are ns, us, ms, s, m, h": .../slo-monitoring/api/timeseries-selectors */
function minutesIn(lookback: string): number {
  const [, amount, unit = ""] = /^(\d{1,9})(s|m|h)$/.exec(lookback) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit];
  if (amount === undefined || seconds === undefined) throw new Unjudged(`a look-back of ${JSON.stringify(lookback)}`);
  return Math.max(1, Math.round((Number(amount) * seconds) / 60));
}

type Events = (number | undefined)[];

function eventsOf(indicator: Objective["indicator"], all: readonly TimeSeries[]): { bad: Events; total: Events } {
  if (indicator.kind === "distribution") {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = indicator;
    const isBad = (value: number) => value < min || value > max;
    const inWhole = countsOf(indicator.filter, all, () => true);
    return { bad: countsOf(indicator.filter, all, isBad), total: inWhole };
  }
  const [good, bad, total] = [indicator.good, indicator.bad, indicator.total].map((filter) =>
    filter === undefined ? undefined : countsOf(filter, all, () => true),
  );
  if (total !== undefined && bad !== undefined) return { bad, total };
  if (total !== undefined && good !== undefined) return { bad: combined(total, good, -1), total };
  if (good !== undefined && bad !== undefined) return { bad, total: combined(good, bad, 1) };
  throw new Unjudged("an objective that says neither two of good, bad and total nor a distribution");
}

/** In each minute, how many events all the series of a filter have together. */
function countsOf(filter: string, all: readonly TimeSeries[], isCounted: (value: number) => boolean): Events {
  const counted = new Map<Distribution, number>();
  const countIn = (value: Value): number => {
    if (!isDistribution(value)) return value;
    const known = counted.get(value);
    if (known !== undefined) return known;
    const count = countOf(new Map([...value].filter(([one]) => isCounted(one))));
    counted.set(value, count);
    return count;
  };
  const sums: Events = new Array<number | undefined>(all[0]?.values.length ?? 0).fill(undefined);
  for (const { values } of chosen(seriesTest(monitoringFilter(filter)), all)) {
    values.forEach((value, at) => {
      if (value !== undefined) sums[at] = (sums[at] ?? 0) + countIn(value);
    });
  }
  return sums;
}

function combined(one: Events, other: Events, sign: 1 | -1): Events {
  return one.map((value, at) => {
    const second = other[at];
    return value === undefined && second === undefined ? undefined : (value ?? 0) + sign * (second ?? 0);
  });
}

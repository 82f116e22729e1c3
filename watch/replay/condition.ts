import type { Objective, PolicyCondition, ThresholdCondition } from "../shipped/model";
import { burnRateIn, burnRateOf } from "./burn-rate";
import { ratioOf, type Stream, streamsOf } from "./streams";
import type { TimeSeries } from "./time-series";

/** Whether a condition is met, minute by minute, by whom. */
export interface Met {
  labels: Stream["labels"];
  /** 1 in each minute in which it is met. */
  met: Uint8Array;
  /** The first minute in which there was anything at all. */
  since: number;
}

export function metOf(
  condition: PolicyCondition,
  autoCloseMinutes: number,
  objectives: readonly Objective[],
  series: readonly TimeSeries[],
): Met[] {
  const isMet = judge(condition, autoCloseMinutes);
  return streamsIn(condition, objectives, series).map(({ labels, values }) => ({
    labels,
    met: isMet(values),
    since: values.findIndex((one) => one !== undefined),
  }));
}

function streamsIn(
  condition: PolicyCondition,
  objectives: readonly Objective[],
  series: readonly TimeSeries[],
): Stream[] {
  const burnRate = burnRateIn(condition.filter);
  if (burnRate !== undefined) return burnRateOf(burnRate, objectives, series);
  const streams = streamsOf(condition.filter, condition.aggregations, series);
  if (condition.kind === "absence" || condition.denominator === undefined) return streams;
  return ratioOf(streams, streamsOf(condition.denominator.filter, condition.denominator.aggregations, series));
}

type Values = Stream["values"];

function judge(condition: PolicyCondition, autoClose: number): (values: Values) => Uint8Array {
  const minutes = Math.round(condition.durationSeconds / 60);
  if (condition.kind === "absence") return (values) => absent(values, minutes, autoClose + LONGER_WITHOUT_DATA);
  const isViolated = comparison(condition);
  // "To use this control, the value of the duration field must be greater than or equal to 60 seconds": the comment of
  // evaluationMissingData, https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#MetricThreshold
  const missing = minutes >= 1 ? condition.missing : undefined;
  return (values) => violated(values, isViolated, minutes, missing, autoClose);
}

function comparison({ comparison: how, threshold }: ThresholdCondition): (value: number) => boolean {
  switch (how) {
    case "GT":
      return (value) => value > threshold;
    case "GE":
      return (value) => value >= threshold;
    case "LT":
      return (value) => value < threshold;
    case "LE":
      return (value) => value <= threshold;
    case "EQ":
      return (value) => value === threshold;
    case "NE":
      return (value) => value !== threshold;
  }
}

/**
 * An incident that was opened because data is missing is closed by "the auto-close duration plus 24 hours", any other
 * when its timer ends, which starts "after a delay of at least 15 minutes":
 * https://cloud.google.com/monitoring/alerts/concepts-indepth#partial-metric-data
 */
const LONGER_WITHOUT_DATA = 24 * 60;
const TIMER_STARTS_AFTER = 15;

/**
 * Met when every value of the retest window violates; one that does not begins it anew
 * (https://cloud.google.com/monitoring/alerts/concepts-indepth#duration). A window of five minutes is over in the fifth
 * minute after the first violation. A minute without a value counts as a violation (ACTIVE), as none (INACTIVE), or leaves
 * all as it is; before the first value of all there is nothing to judge.
 */
function violated(
  values: Values,
  isViolated: (value: number) => boolean,
  minutes: number,
  missing: ThresholdCondition["missing"],
  autoClose: number,
): Uint8Array {
  const met = new Uint8Array(values.length);
  const patience = autoClose + (missing === "ACTIVE" ? LONGER_WITHOUT_DATA : TIMER_STARTS_AFTER);
  let last: number | undefined;
  let since: number | undefined;
  let isMet = false;
  values.forEach((value, at) => {
    if (value !== undefined) {
      last = at;
      since = isViolated(value) ? (since ?? at) : undefined;
      isMet = since !== undefined && at - since >= minutes;
    } else if (last !== undefined) {
      if (missing === "INACTIVE") {
        since = undefined;
        isMet = false;
      }
      if (missing === "ACTIVE") {
        since ??= at;
        isMet = at - since >= minutes;
      }
      if (at - last >= patience) {
        // Nobody knows of it any more, until it writes again.
        [last, since, isMet] = [undefined, undefined, false];
      }
    }
    met[at] = isMet ? 1 : 0;
  });
  return met;
}

/**
 * Met when there has been no value for so long. "Metric-absence conditions require at least one successful measurement"
 * before: https://cloud.google.com/monitoring/alerts/metric-absence
 */
function absent(values: Values, minutes: number, patience: number): Uint8Array {
  const met = new Uint8Array(values.length);
  let last: number | undefined;
  values.forEach((value, at) => {
    if (value !== undefined) last = at;
    if (last === undefined) return;
    if (at - last >= minutes) met[at] = 1;
    if (at - last >= minutes + patience) {
      last = undefined;
      met[at] = 0;
    }
  });
  return met;
}

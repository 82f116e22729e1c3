import type { Policy, PolicyCondition } from "../../../watch/shipped/model";

/**
 * When a policy is open, as slowly and as plainly as it can be said: each minute is judged from the beginning, with all
 * points of each window in a list. It shares nothing with what it is compared with, and knows only what the properties
 * generate.
 */
export interface NaiveSeries {
  metric: string;
  service: string;
  code: string;
  values: (number | number[] | undefined)[];
}

export type Points = (number | number[])[];

function windowOf(one: NaiveSeries, at: number, minutes: number): Points {
  const points: Points = [];
  for (let minute = at - minutes + 1; minute <= at; minute++) {
    const value = minute >= 0 ? one.values[minute] : undefined;
    if (value !== undefined) points.push(value);
  }
  return points;
}

function percentileOf(values: number[], percent: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((value) => sorted.filter((other) => other <= value).length * 100 >= percent * sorted.length);
}

function align(points: Points, aligner: string, minutes: number): number | number[] | undefined {
  if (points.length === 0) return undefined;
  const flat = points.flat();
  const sum = flat.reduce((a, b) => a + b, 0);
  if (Array.isArray(points[0])) return aligner === "ALIGN_DELTA" ? flat : percentileOf(flat, Number(aligner.slice(-2)));
  switch (aligner) {
    case "ALIGN_DELTA":
    case "ALIGN_SUM":
      return sum;
    case "ALIGN_RATE":
      return sum / (minutes * 60);
    case "ALIGN_MEAN":
    case "ALIGN_FRACTION_TRUE":
      return sum / flat.length;
    case "ALIGN_COUNT":
      return flat.length;
    case "ALIGN_COUNT_FALSE":
      return flat.filter((value) => value === 0).length;
    case "ALIGN_MIN":
      return flat.reduce((a, b) => (a < b ? a : b));
    case "ALIGN_MAX":
      return flat.reduce((a, b) => (a > b ? a : b));
    case "ALIGN_NEXT_OLDER":
      return flat[flat.length - 1];
    case "ALIGN_STDDEV": {
      const mean = sum / flat.length;
      return Math.sqrt(flat.reduce((total, value) => total + (value - mean) * (value - mean), 0) / flat.length);
    }
    default:
      throw new Error(aligner);
  }
}

function reduce(values: (number | number[])[], reducer: string): number | undefined {
  const flat = values.flat();
  const sum = flat.reduce((a, b) => a + b, 0);
  switch (reducer) {
    case "REDUCE_SUM":
      return sum;
    case "REDUCE_MEAN":
      return sum / flat.length;
    case "REDUCE_MAX":
      return [...flat].sort((a, b) => b - a)[0];
    case "REDUCE_MIN":
      return [...flat].sort((a, b) => a - b)[0];
    case "REDUCE_COUNT":
      return values.length;
    case "REDUCE_COUNT_FALSE":
      return flat.filter((value) => value === 0).length;
    case "REDUCE_PERCENTILE_95":
      return percentileOf(flat, 95);
    default:
      throw new Error(reducer);
  }
}

export type Aligned = { metric: string; minutes: number; aligner: string; reducer: string };

/** The value of a service at a minute; with REDUCE_NONE that of its only series. */
export function valueAt(all: NaiveSeries[], service: string, what: Aligned, at: number): number | undefined {
  const ofService = all.filter((one) => one.metric === what.metric && one.service === service);
  const values = ofService.flatMap((one) => {
    const value = align(windowOf(one, at, what.minutes), what.aligner, what.minutes);
    return value === undefined ? [] : [value];
  });
  if (values.length === 0) return undefined;
  if (what.reducer === "REDUCE_NONE") return values[0] as number;
  return reduce(values, what.reducer);
}

/** Whether a condition is met at a minute, by what was seen up to it and nothing else. */
export function isMetAt(
  valueOfMinute: (at: number) => number | undefined,
  condition: PolicyCondition,
  autoCloseMinutes: number,
  at: number,
): boolean {
  const minutes = condition.durationSeconds / 60;
  const first = firstKnown(valueOfMinute, condition, autoCloseMinutes, at);
  if (first === undefined) return false;
  if (condition.kind === "absence") {
    for (let minute = at; minute > at - minutes; minute--)
      if (minute >= first && valueOfMinute(minute) !== undefined) return false;
    return lastBefore(valueOfMinute, at) <= at - minutes;
  }
  const isViolated = (value: number) =>
    condition.comparison === "GT" ? value > condition.threshold : value < condition.threshold;
  const missing = minutes < 1 ? undefined : condition.missing;
  // What each minute says, from the first that is known: true, false or nothing.
  const said: (boolean | undefined)[] = [];
  for (let minute = first; minute <= at; minute++) {
    const value = valueOfMinute(minute);
    if (value !== undefined) said.push(isViolated(value));
    else said.push(missing === "ACTIVE" ? true : missing === "INACTIVE" ? false : undefined);
  }
  // The last minute that says anything decides: a minute without data leaves all as it is.
  let decisive = said.length - 1;
  while (decisive >= 0 && said[decisive] === undefined) decisive -= 1;
  if (decisive < 0 || said[decisive] !== true) return false;
  let start = decisive;
  for (let place = decisive; place >= 0 && said[place] !== false; place--) if (said[place] === true) start = place;
  return decisive - start >= minutes;
}

function lastBefore(valueOfMinute: (at: number) => number | undefined, at: number): number {
  let last = at;
  while (last >= 0 && valueOfMinute(last) === undefined) last -= 1;
  return last;
}

/** The first value that is still remembered: after a long silence, a series begins anew. */
function firstKnown(
  valueOfMinute: (at: number) => number | undefined,
  condition: PolicyCondition,
  autoClose: number,
  until: number,
): number | undefined {
  const minutes = condition.durationSeconds / 60;
  const patience =
    condition.kind === "absence"
      ? minutes + autoClose + 1440
      : autoClose + (minutes >= 1 && condition.missing === "ACTIVE" ? 1440 : 15);
  let first: number | undefined;
  let last = 0;
  for (let at = 0; at <= until; at++) {
    if (valueOfMinute(at) !== undefined) {
      first ??= at;
      last = at;
    } else if (first !== undefined && at - last >= patience) first = undefined;
  }
  return first;
}

/** The minutes in which it is open, of each service; of AND, in which all are. */
export function openMinutes(
  policy: Policy,
  services: string[],
  valueOfMinute: (condition: number, service: string, at: number) => number | undefined,
  length: number,
): string[] {
  const autoClose = (policy.autoCloseSeconds ?? 0) / 60;
  const open: string[] = [];
  const met = (condition: PolicyCondition, place: number, service: string, at: number) =>
    isMetAt((minute) => valueOfMinute(place, service, minute), condition, autoClose, at);
  for (let at = 0; at < length; at++) {
    if (policy.combiner === "OR") {
      policy.conditions.forEach((condition, place) => {
        const whose = services.filter((service) => met(condition, place, service, at));
        const known = services.filter((service) => {
          for (let minute = 0; minute <= at; minute++)
            if (valueOfMinute(place, service, minute) !== undefined) return true;
          return false;
        });
        const { count = 1, percent } = condition.trigger ?? {};
        const isEnough = percent === undefined ? whose.length >= count : whose.length * 100 >= percent * known.length;
        if (isEnough) for (const service of whose) open.push(`${at} ${condition.title} ${service}`);
      });
    } else if (policy.combiner === "AND") {
      const isOpen = policy.conditions.every((one, place) => services.some((service) => met(one, place, service, at)));
      if (isOpen) open.push(`${at} all`);
    } else {
      for (const service of services) {
        if (policy.conditions.every((one, place) => met(one, place, service, at))) open.push(`${at} all ${service}`);
      }
    }
  }
  return open;
}

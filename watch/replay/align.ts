import { countOf, type Distribution, deviationOf, isDistribution, merged, percentile, type Value } from "./time-series";
import { Unjudged } from "./unjudged";

type Values = readonly (Value | undefined)[];

/**
 * The value of each minute after alignment: at 13:00 a period of five minutes has the points after 12:55 and up to 13:00,
 * at 13:01 it has slid by one (https://cloud.google.com/monitoring/alerts/concepts-indepth#alignment-period). A period
 * without a point has no value. What each aligner makes of its points:
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aligner
 */
export function aligned(values: Values, minutes: number, aligner: string): (Value | undefined)[] {
  const slide = SLIDES[aligner] ?? slideOfPercentile(aligner);
  if (slide === undefined) throw new Unjudged(`the aligner ${aligner}`);
  return slide(values, aligner === "ALIGN_NONE" ? 1 : minutes);
}

type Slide = (values: Values, minutes: number) => (Value | undefined)[];

const SLIDES: Readonly<Record<string, Slide>> = {
  ALIGN_NONE: (values) => [...values],
  // What DELTA has written in the period; of distributions, all that was seen in it.
  ALIGN_DELTA: (values, minutes) => summed(values, minutes, (sum) => sum),
  ALIGN_SUM: (values, minutes) => summed(values, minutes, (sum) => sum),
  // "delta_value / period", for each second.
  ALIGN_RATE: (values, minutes) => summed(values, minutes, (sum) => sum / (minutes * 60)),
  ALIGN_MEAN: (values, minutes) => summed(values, minutes, (sum, count) => sum / count),
  ALIGN_COUNT: (values, minutes) => summed(values, minutes, (_, count) => count),
  ALIGN_COUNT_TRUE: (values, minutes) => summed(values, minutes, (sum) => sum),
  ALIGN_COUNT_FALSE: (values, minutes) => summed(values, minutes, (sum, count) => count - sum),
  ALIGN_FRACTION_TRUE: (values, minutes) => summed(values, minutes, (sum, count) => sum / count),
  ALIGN_MIN: (values, minutes) => extreme(values, minutes, (one, other) => one <= other),
  ALIGN_MAX: (values, minutes) => extreme(values, minutes, (one, other) => one >= other),
  // The point at the end of the period, or else the one before it, as old as the period.
  ALIGN_NEXT_OLDER: newest,
  ALIGN_STDDEV: (values, minutes) => eachWindow(values, minutes, (points) => deviationOf(points.map(plain))),
};

function slideOfPercentile(aligner: string): Slide | undefined {
  const [, percent] = /^ALIGN_PERCENTILE_(\d\d)$/.exec(aligner) ?? [];
  if (percent === undefined) return undefined;
  return (values, minutes) => eachWindow(values, minutes, (points) => percentile(whole(points), Number(percent)));
}

/** Sums slide: what leaves the window is taken off, what enters it is added. */
function summed(values: Values, minutes: number, made: (sum: number, count: number) => number): (Value | undefined)[] {
  if (values.some(isDistribution)) return eachWindow(values, minutes, (points) => ofDistributions(points, made));
  const result = new Array<Value | undefined>(values.length).fill(undefined);
  let sum = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    const left = values[at - minutes];
    if (left !== undefined) {
      count -= 1;
      // Of fractions something would remain; of nothing, nothing does.
      sum = count === 0 ? 0 : sum - plain(left);
    }
    const entered = values[at];
    if (entered !== undefined) {
      count += 1;
      sum += plain(entered);
    }
    if (count > 0) result[at] = made(sum, count);
  }
  return result;
}

/** Of distributions, ALIGN_DELTA and ALIGN_SUM keep one; nothing else takes them. */
function ofDistributions(points: readonly Value[], made: (sum: number, count: number) => number): Value {
  if (made(2, 4) !== 2) throw new Unjudged("a rate, mean or count of a distribution");
  return whole(points);
}

/** The candidates are kept in order: each minute enters and leaves once. */
function extreme(values: Values, minutes: number, isAhead: (one: number, other: number) => boolean) {
  const result = new Array<Value | undefined>(values.length).fill(undefined);
  const waiting: number[] = [];
  let first = 0;
  for (let at = 0; at < values.length; at++) {
    const entered = values[at];
    if (entered !== undefined) {
      while (waiting.length > first && isAhead(plain(entered), plain(values[waiting.at(-1) as number]))) waiting.pop();
      waiting.push(at);
    }
    while (first < waiting.length && (waiting[first] as number) <= at - minutes) first += 1;
    if (first < waiting.length) result[at] = values[waiting[first] as number];
  }
  return result;
}

function newest(values: Values, minutes: number): (Value | undefined)[] {
  let last = Number.NEGATIVE_INFINITY;
  return values.map((value, at) => {
    if (value !== undefined) last = at;
    return at - last < minutes ? values[last] : undefined;
  });
}

/** Looks at every point of each window; a window of the same as before has the same value as before. */
function eachWindow(values: Values, minutes: number, made: (points: readonly Value[]) => Value | undefined) {
  const result = new Array<Value | undefined>(values.length).fill(undefined);
  let changed = 0;
  for (let at = 0; at < values.length; at++) {
    if (values[at] !== values[at - 1]) changed = at;
    if (at - minutes >= changed) result[at] = result[at - 1];
    else {
      const points = values.slice(Math.max(0, at - minutes + 1), at + 1).filter((one) => one !== undefined);
      if (points.length > 0) result[at] = made(points);
    }
  }
  return result;
}

function whole(points: readonly Value[]): Distribution {
  const distributions = points.map((one) => (isDistribution(one) ? one : new Map([[one, 1]])));
  return merged(distributions);
}

function plain(value: Value | undefined): number {
  if (isDistribution(value))
    throw new Unjudged(`a distribution of ${countOf(value)} values, aligned as if it were a number,`);
  return value ?? 0;
}

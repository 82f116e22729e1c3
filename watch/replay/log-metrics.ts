import { LOG_METRIC_PREFIX } from "../../facts/metrics";
import { type Entry, entryTest } from "../filter/entries";
import { loggingFilter } from "../filter/parse";
import { isBlock } from "../shipped/fields";
import type { LogMetric } from "../shipped/model";
import type { TimeSeries } from "./time-series";
import { Unjudged } from "./unjudged";

/** One entry, and the minutes in which it was written; a minute may stand several times. */
export interface Lines {
  entry: Entry;
  at: readonly number[];
}

/**
 * The time series of a metric that counts lines: a DELTA of INT64, one for each resource that writes them
 * (https://cloud.google.com/logging/docs/logs-based-metrics). Google does not promise a zero for a minute without a line,
 * nor that there is none: `zeros` is either, and no alert should depend on it.
 */
export function countedLines(
  metric: LogMetric,
  lines: readonly Lines[],
  minutes: number,
  zeros: boolean,
): TimeSeries[] {
  if (metric.disabled) return [];
  if (metric.valueType !== "INT64" || Object.keys(metric.labels).length > 0) {
    throw new Unjudged(`a log metric with labels of its own, or of values instead of lines,`);
  }
  const isCounted = entryTest(loggingFilter(metric.filter));
  const found = new Map<string, { series: TimeSeries; values: (number | undefined)[] }>();
  for (const { entry, at } of lines.filter((one) => isCounted(one.entry))) {
    const resource = resourceOf(entry);
    const key = JSON.stringify(resource);
    const values = found.get(key)?.values ?? new Array<number | undefined>(minutes).fill(undefined);
    const labels = { log: String(entry.logName ?? "").replace(/^.*\/logs\//, "") };
    found.set(key, {
      series: { metric: { type: `${LOG_METRIC_PREFIX}${metric.name}`, labels }, resource, values },
      values,
    });
    for (const minute of at) if (minute >= 0 && minute < minutes) values[minute] = (values[minute] ?? 0) + 1;
  }
  for (const { values } of found.values()) if (zeros) fillAfterFirst(values);
  return [...found.values()].map(({ series }) => series);
}

function fillAfterFirst(values: (number | undefined)[]): void {
  const first = values.findIndex((one) => one !== undefined);
  if (first >= 0) for (let at = first; at < values.length; at++) values[at] ??= 0;
}

function resourceOf({ resource }: Entry): TimeSeries["resource"] {
  const { type, labels } = isBlock(resource) ? resource : {};
  const texts = Object.entries(isBlock(labels) ? labels : {}).map(([name, value]) => [name, String(value)] as const);
  return { type: String(type ?? "global"), labels: Object.fromEntries(texts) };
}

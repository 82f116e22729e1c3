import { LOG_METRIC_LABEL, LOG_METRIC_PREFIX, metric as published } from "../../facts/metrics";
import type { Metric } from "../../facts/metrics/metric";
import type { LogMetric, Watching } from "../shipped/model";
import { type Reference, referenceOf } from "../shipped/references";
import { logFilterOf } from "./log-filter";
import type { Made } from "./made";
import type { Mistake } from "./mistake";
import { type Query, queriesOf } from "./query";

/** What the rules look at, together. */
export interface Subject {
  watching: Watching;
  made: Made;
  queries: readonly Query[];
}

/** One thing that can be wrong. Where a filter cannot be read, or its metric is none, the rules after say nothing of it. */
export type Rule = (subject: Subject) => Mistake[];

export function subjectOf(watching: Watching, made: Made): Subject {
  return { watching, made, queries: queriesOf(watching) };
}

/** The metric that a filter names: one of Google's, or one of this stack's logs by reference. */
export function metricNamed(type: string, watching: Watching): Metric | undefined {
  const log = logMetricNamed(type, watching);
  return log ? descriptorOf(log) : published(type);
}

export function logMetricNamed(type: string, { logMetrics }: Watching): LogMetric | undefined {
  const reference = logReference(type);
  if (reference?.attribute !== "google_logging_metric.name") return undefined;
  return logMetrics.find(({ at }) => at === reference.address);
}

export function logReference(type: string): Reference | undefined {
  return type.startsWith(LOG_METRIC_PREFIX) ? referenceOf(type.slice(LOG_METRIC_PREFIX.length)) : undefined;
}

/** Every rule asks, and the filter is read for it. */
const described = new WeakMap<LogMetric, Metric>();

/** What Google makes of a metric of logs: it is of the resources whose entries it counts. */
function descriptorOf(log: LogMetric): Metric {
  const known = described.get(log);
  if (known) return known;
  const { kind, valueType, labels, filter } = log;
  const made: Metric = {
    kind: kind === "GAUGE" || kind === "CUMULATIVE" ? kind : "DELTA",
    value: valueType === "DISTRIBUTION" || valueType === "DOUBLE" ? valueType : "INT64",
    unit: "1",
    resources: logFilterOf(filter)?.resources ?? [],
    labels: {
      ...Object.fromEntries(Object.keys(labels).map((key) => [key, undefined])),
      [LOG_METRIC_LABEL]: undefined,
    },
    source: "https://docs.cloud.google.com/logging/docs/logs-based-metrics",
  };
  described.set(log, made);
  return made;
}

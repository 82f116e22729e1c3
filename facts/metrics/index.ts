import type { Metric } from "./metric";
import { REDIS_METRICS } from "./redis";
import { RUN_METRICS } from "./run";
import { UPTIME_METRICS } from "./uptime";
import { VPCACCESS_METRICS } from "./vpcaccess";

export { RESOURCES } from "./resources";

/** Every metric that an alert or a chart may name, by its type; those of logs are this stack's own. */
export const METRICS = {
  ...REDIS_METRICS,
  ...VPCACCESS_METRICS,
  ...RUN_METRICS,
  ...UPTIME_METRICS,
} as const satisfies Record<string, Metric>;

export type MetricType = keyof typeof METRICS;

/** What Google says of the metric of this type; undefined where it is none that is known here. */
export function metric(type: string): Metric | undefined {
  return Object.hasOwn(METRICS, type) ? METRICS[type as MetricType] : undefined;
}

/** Behind this stands the name of a metric of logs: https://docs.cloud.google.com/logging/docs/logs-based-metrics */
export const LOG_METRIC_PREFIX = "logging.googleapis.com/user/";

/** Such a metric has the labels that it takes out of the entries, and the log they are in. */
export const LOG_METRIC_LABEL = "log";

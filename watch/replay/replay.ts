import { FilterError } from "../filter/filter-error";
import type { Policy, PolicyCondition, Watching } from "../shipped/model";
import { type Met, metOf } from "./condition";
import { type Notification, notificationsOf } from "./incidents";
import { countedLines, type Lines } from "./log-metrics";
import type { TimeSeries } from "./time-series";
import { Unjudged } from "./unjudged";

/** What has happened: a number of minutes, the time series in them, and the lines of the log. */
export interface Happened {
  minutes: number;
  series: readonly TimeSeries[];
  lines: readonly Lines[];
}

/** "The default value is 7 days": https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#AlertStrategy */
const AUTO_CLOSE_SECONDS = 7 * 86_400;

/**
 * Who would have been told what, in the order of time. It judges the policies as they ship; what of them is of a form that
 * is not replayed is an error, with the policy's name. Google shows a point some minutes after it was measured (of Redis
 * "up to 240 seconds", https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-redis): that delay is not in the times.
 */
export function replay(watching: Watching, happened: Happened, { zeros = false } = {}): Notification[] {
  const { minutes, lines } = happened;
  const counted = watching.logMetrics.flatMap((metric) =>
    said(metric.at, () => countedLines(metric, lines, minutes, zeros)),
  );
  const series = [...happened.series, ...counted];
  const all = watching.policies
    .filter(({ enabled }) => enabled)
    .flatMap((policy) => ofPolicy(policy, watching, series));
  return all.sort((one, other) => one.at - other.at);
}

function ofPolicy(policy: Policy, { objectives }: Watching, series: readonly TimeSeries[]): Notification[] {
  const autoClose = Math.round((policy.autoCloseSeconds ?? AUTO_CLOSE_SECONDS) / 60);
  const met = (condition: PolicyCondition): Met[] =>
    said(`${policy.at}: ${condition.title}`, () => metOf(condition, autoClose, objectives, series));
  return notificationsOf(policy, met);
}

function said<Result>(place: string, judge: () => Result): Result {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Unjudged || error instanceof FilterError) throw new Error(`${place}: ${error.message}`);
    throw error;
  }
}

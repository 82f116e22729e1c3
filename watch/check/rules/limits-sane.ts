import { COMPARISONS } from "../../../facts/metrics/limits";
import type { Metric } from "../../../facts/metrics/metric";
import type { Policy, ThresholdCondition } from "../../shipped/model";
import { type Mistake, shown } from "../mistake";
import { conditionAt, type Query } from "../query";
import { metricNamed, type Rule, type Subject } from "../subject";
import { objectiveOf } from "./burn-rates";

/** What takes less than this is not watched: whoever writes 60 for a latency means seconds. */
const LEAST_MILLISECONDS = 500;

/** The longest time that Cloud Run gives a request: https://docs.cloud.google.com/run/docs/configuring/request-timeout */
const MOST_MILLISECONDS = 3_600_000;

/** These give back what they were given, or a mean of it: what came in as a share goes out as one. */
const KEEPS_UNIT = /^ALIGN_(?:NONE|INTERPOLATE|NEXT_OLDER|MIN|MAX|MEAN|DELTA|PERCENTILE_\d\d)$/;

/** A limit that can never be passed, or always is, is none: 80 where the metric is between 0 and 1. */
export const limitsSane: Rule = (subject) =>
  subject.watching.policies.flatMap((policy) =>
    policy.conditions.flatMap((condition) =>
      condition.kind === "threshold" ? insane(policy, condition, subject) : [],
    ),
  );

function insane(policy: Policy, condition: ThresholdCondition, subject: Subject): Mistake[] {
  const at = conditionAt(policy, condition);
  const { comparison, threshold } = condition;
  if (!(COMPARISONS as readonly string[]).includes(comparison)) {
    const wayOut = `only ${COMPARISONS.join(" and ")} are supported`;
    return [{ at, what: "a limit is compared by GT or LT", got: shown(comparison), wayOut }];
  }
  if (!Number.isFinite(threshold)) {
    return [{ at, what: "a limit is a number", got: shown(threshold), wayOut: "write the number" }];
  }
  const isOver = comparison === "GT";
  if (isOver ? threshold < 0 : threshold <= 0) {
    const what = isOver ? "everything is over this limit" : "nothing is ever under this limit";
    return [{ at, what, got: `${comparison} ${threshold}`, wayOut: isOver ? "write 0 or more" : "write more than 0" }];
  }
  const query = subject.queries.find((one) => one.at === at && one.filter === condition.filter);
  return query ? outOfReach(at, condition, query, subject) : [];
}

function outOfReach(at: string, condition: ThresholdCondition, query: Query, { watching }: Subject): Mistake[] {
  const { threshold } = condition;
  const objective = objectiveOf(query, watching);
  if (objective) {
    if (condition.comparison !== "GT" || threshold < 1) {
      const what = "a budget that goes at its pace lasts: what is slower is no alert";
      return [{ at, what, got: `${condition.comparison} ${threshold}`, wayOut: "write GT, and 1 or more" }];
    }
    const most = 1 / (1 - objective.goal);
    if (!(threshold >= most)) return [];
    const what = `with a goal of ${objective.goal} nothing burns faster than ${Math.round(most)} times`;
    return [{ at, what, got: shown(threshold), wayOut: "write less, or a higher goal" }];
  }
  const { selects } = query;
  const metric =
    selects.kind === "series" && selects.metric !== undefined ? metricNamed(selects.metric, watching) : undefined;
  if (!metric) return [];
  if (condition.comparison === "LT" && metric.kind === "DELTA" && condition.missing !== "ACTIVE") {
    const what = "where nothing happens there is no data, which is under no limit";
    const wayOut = "write EVALUATION_MISSING_DATA_ACTIVE";
    return [{ at, what, got: shown(condition.missing ?? "nothing about missing data"), wayOut }];
  }
  if (isShare(condition, metric) && threshold >= 1) {
    const percent =
      threshold > 1 && threshold <= 100 ? `${threshold} % is written ${threshold / 100}` : "write less than 1";
    return [{ at, what: "a share is never over 1", got: shown(threshold), wayOut: percent }];
  }
  const unreached = beyond(condition, metric);
  if (unreached) return [{ at, ...unreached }];
  if (metric.unit !== "ms" || !keepsUnit(condition) || threshold >= LEAST_MILLISECONDS || condition.comparison !== "GT")
    return [];
  const what = "the metric is in milliseconds";
  return [{ at, what, got: shown(threshold), wayOut: `${threshold} seconds are written ${threshold * 1000}` }];
}

/** What no value of the metric passes, however much there is of it. */
function beyond({ aggregations, threshold, comparison }: ThresholdCondition, metric: Metric) {
  if (comparison !== "GT") return undefined;
  // Numbers between 0 and 1 are at most half of it away from their mean.
  const deviates = aggregations.some(({ aligner, reducer }) => `${aligner} ${reducer}`.includes("STDDEV"));
  if (deviates && metric.isShare && threshold >= 0.5) {
    return {
      what: "a share deviates by less than 0.5",
      got: shown(threshold),
      wayOut: "write less, or align by ALIGN_MEAN",
    };
  }
  if (metric.unit !== "ms" || threshold < MOST_MILLISECONDS) return undefined;
  return { what: "no request and no start takes an hour", got: `${threshold} ms`, wayOut: "write milliseconds" };
}

/** One of two counts of the same, or a metric that is a share and goes through as one. */
function isShare(condition: ThresholdCondition, metric: Metric): boolean {
  if (condition.denominator) return typesIn(condition.filter) === typesIn(condition.denominator.filter);
  return metric.isShare === true && keepsUnit(condition);
}

function keepsUnit({ aggregations }: ThresholdCondition): boolean {
  return aggregations.every(
    ({ aligner, reducer }) => KEEPS_UNIT.test(aligner) && reducer !== "REDUCE_COUNT" && reducer !== "REDUCE_SUM",
  );
}

function typesIn(filter: string): string | undefined {
  return /metric\.type\s*=\s*"([^"]*)"/.exec(filter)?.[1];
}

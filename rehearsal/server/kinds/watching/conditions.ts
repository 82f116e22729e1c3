import { aligner, after as given } from "../../../../facts/metrics/aligners";
import {
  ABSENCE_SECONDS,
  ALIGNMENT_SECONDS,
  COMPARISONS,
  DURATION_STEP_SECONDS,
  FILTER_CHARACTERS,
  LOOK_BACK_SECONDS,
} from "../../../../facts/metrics/limits";
import { listOf, type Place, textOf } from "../../kind";
import type { CloudObject } from "../../store";
import { invalid, secondsOf } from "./fields";
import { watchedBy } from "./metrics";

/**
 * What Monitoring refuses in a condition, in its words where somebody has published them:
 * hashicorp/terraform-provider-google#10893 (alignment), #16892 (missing data), GoogleCloudPlatform/monitoring-dashboard-samples#179
 * (duration), google/exposure-notifications-verification-server#659 (aligner), chainguard-dev/terraform-infra-common#783 (both
 * together at most 25 hours).
 */
export function checkThreshold(condition: CloudObject, at: string, place: Place): void {
  const duration = minutesIn(condition, at);
  if (textOf(condition, "evaluationMissingData") !== undefined && duration < DURATION_STEP_SECONDS) {
    throw invalid(
      `${at}.evaluation_missing_data`,
      condition.evaluationMissingData,
      "Conditions setting evaluation_missing_data must have a non-zero duration.",
    );
  }
  const comparisons = COMPARISONS.map((one) => `COMPARISON_${one}`);
  if (!comparisons.includes(textOf(condition, "comparison") ?? "")) {
    throw invalid(`${at}.comparison`, condition.comparison, `only ${comparisons.join(" and ")} are supported`);
  }
  checkSeries(condition, { filter: "filter", aggregations: "aggregations" }, { at, duration }, place);
  if (textOf(condition, "denominatorFilter") !== undefined) {
    const names = { filter: "denominatorFilter", aggregations: "denominatorAggregations" };
    checkSeries(condition, names, { at, duration }, place);
  }
}

export function checkAbsence(condition: CloudObject, at: string, place: Place): void {
  const duration = minutesIn(condition, at);
  if (duration < ABSENCE_SECONDS.least || duration > ABSENCE_SECONDS.most) {
    const why = `must be at least ${ABSENCE_SECONDS.least} seconds and at most ${ABSENCE_SECONDS.most} seconds`;
    throw invalid(`${at}.duration`, { seconds: duration }, why);
  }
  checkSeries(condition, { filter: "filter", aggregations: "aggregations" }, { at, duration }, place);
}

function minutesIn(condition: CloudObject, at: string): number {
  const seconds = secondsOf(condition.duration ?? "0s");
  if (seconds === undefined || seconds % DURATION_STEP_SECONDS !== 0) {
    throw invalid(`${at}.duration`, condition.duration, "only multiples of 1 minute are supported");
  }
  return seconds;
}

function checkSeries(
  condition: CloudObject,
  names: { filter: string; aggregations: string },
  { at, duration }: { at: string; duration: number },
  place: Place,
): void {
  const filter = textOf(condition, names.filter) ?? "";
  if (filter.length > FILTER_CHARACTERS) {
    throw invalid(`${at}.filter`, filter.slice(0, 80), `must not exceed ${FILTER_CHARACTERS} characters`);
  }
  let series = watchedBy(filter, `${at}.filter`, place);
  for (const [index, aggregation] of (listOf(condition, names.aggregations) as CloudObject[]).entries()) {
    checkAlignment(aggregation, `${at}.aggregations[${index}]`, duration);
    const name = textOf(aggregation, "perSeriesAligner") ?? "ALIGN_NONE";
    const operation = aligner(name);
    const aligned = operation && series && given(operation, series);
    if (operation && series && !aligned) {
      const why = `The aligner cannot be applied to metrics with kind ${series.kind} and value type ${series.value}.`;
      throw invalid("aggregation.perSeriesAligner", name, why);
    }
    series = aligned;
  }
}

function checkAlignment(aggregation: CloudObject, at: string, duration: number): void {
  if (aggregation.alignmentPeriod === undefined) return;
  const [field, seconds] = [`${at}.alignment_period`, secondsOf(aggregation.alignmentPeriod)];
  const { least } = ALIGNMENT_SECONDS;
  if (seconds === undefined || seconds < least || seconds % least !== 0) {
    throw invalid(field, { seconds: seconds ?? 0 }, "alignment period must be in multiples of one minute");
  }
  if (seconds + duration > LOOK_BACK_SECONDS) {
    throw invalid(
      field,
      { seconds },
      `alignment period and duration together must not exceed ${LOOK_BACK_SECONDS} seconds`,
    );
  }
}

import type { Fields } from "./fields";
import type { Objective } from "./model";

const DAY_SECONDS = 86_400;

/**
 * https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/api-structures, and google_monitoring_slo, which
 * leaves out the block around the indicator and counts the window in days.
 */
export function objectiveOf(fields: Fields, at: string, name: string): Objective | undefined {
  const indicator = fields.single("service_level_indicator");
  const requests = indicator?.single("request_based") ?? fields.single("request_based_sli");
  const ratio = requests?.single("good_total_ratio");
  const cut = requests?.single("distribution_cut");
  const said = {
    at,
    name,
    title: fields.text("display_name") ?? "",
    goal: fields.number("goal") ?? 0,
    days: fields.number("rolling_period_days") ?? (fields.seconds("rolling_period") ?? 0) / DAY_SECONDS,
  };
  if (ratio !== undefined) {
    const [good, bad, total] = ["good", "bad", "total"].map((one) => ratio.text(`${one}_service_filter`));
    if ([good, bad, total].filter((one) => one !== undefined).length !== 2) {
      ratio.problem("good_service_filter", "two of good, bad and total must be said");
    }
    return {
      ...said,
      indicator: { kind: "ratio", ...(good && { good }), ...(bad && { bad }), ...(total && { total }) },
    };
  }
  if (cut !== undefined) {
    const range = cut.single("range");
    const filter = cut.requiredText("distribution_filter");
    return {
      ...said,
      indicator: { kind: "distribution", filter, min: range?.number("min"), max: range?.number("max") },
    };
  }
  fields.problem("request_based_sli", "is missing: an objective of another kind is not read");
  return undefined;
}

import type { Fields } from "./fields";
import type { Aggregation, Policy, PolicyCondition } from "./model";

const COMBINERS = ["OR", "AND", "AND_WITH_MATCHING_RESOURCE"] as const;
const COMPARISONS = ["GT", "GE", "LT", "LE", "EQ", "NE"] as const;
const MISSING = ["INACTIVE", "ACTIVE", "NO_OP"] as const;

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies, and google_monitoring_alert_policy. */
export function policyOf(fields: Fields, at: string): Policy {
  const documentation = fields.single("documentation");
  const prompts = fields.single("alert_strategy")?.texts("notification_prompts");
  return {
    at,
    title: fields.requiredText("display_name"),
    severity: fields.text("severity"),
    enabled: fields.yes("enabled") ?? true,
    combiner: fields.word("combiner", "", COMBINERS) ?? "OR",
    conditions: fields.blocks("conditions").flatMap(conditionOf),
    channels: fields.texts("notification_channels"),
    text: documentation?.text("content") ?? "",
    links: (documentation?.blocks("links") ?? []).map((link) => ({
      title: link.text("display_name") ?? "",
      url: link.requiredText("url"),
    })),
    autoCloseSeconds: fields.single("alert_strategy")?.seconds("auto_close"),
    ...(prompts && prompts.length > 0 && { prompts }),
    labels: fields.map("user_labels"),
  };
}

function conditionOf(fields: Fields): PolicyCondition[] {
  const title = fields.requiredText("display_name");
  const threshold = fields.single("condition_threshold");
  const absence = fields.single("condition_absent");
  if (threshold !== undefined) return [{ kind: "threshold", title, ...watched(threshold), ...thresholdOf(threshold) }];
  if (absence !== undefined) return [{ kind: "absence", title, ...watched(absence) }];
  fields.problem("condition_threshold", "is missing, and so is condition_absent: other conditions are not read");
  return [];
}

function watched(fields: Fields) {
  const trigger = fields.single("trigger");
  const [count, percent] = [trigger?.number("count"), trigger?.number("percent")];
  return {
    filter: fields.requiredText("filter"),
    aggregations: fields.blocks("aggregations").map(aggregationOf),
    durationSeconds: fields.seconds("duration") ?? 0,
    trigger:
      count === undefined && percent === undefined
        ? undefined
        : { ...(count !== undefined && { count }), ...(percent !== undefined && { percent }) },
  };
}

function thresholdOf(fields: Fields) {
  const denominator = fields.text("denominator_filter");
  return {
    // The API leaves out what is empty: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
    denominator:
      denominator === undefined || denominator === ""
        ? undefined
        : { filter: denominator, aggregations: fields.blocks("denominator_aggregations").map(aggregationOf) },
    comparison: fields.word("comparison", "COMPARISON_", COMPARISONS) ?? "GT",
    threshold: fields.number("threshold_value") ?? 0,
    missing: fields.word("evaluation_missing_data", "EVALUATION_MISSING_DATA_", MISSING),
  };
}

export function aggregationOf(fields: Fields): Aggregation {
  return {
    everySeconds: fields.seconds("alignment_period") ?? 0,
    aligner: fields.text("per_series_aligner") ?? "ALIGN_NONE",
    reducer: fields.text("cross_series_reducer") ?? "REDUCE_NONE",
    groupBy: fields.texts("group_by_fields"),
  };
}

import type { Operator } from "./tree";

/** What the two filter languages of Google differ in. */
export interface Language {
  name: string;
  operators: readonly Operator[];
  /** After an operator: `one_of("a", "b")`. */
  valueFunctions: readonly string[];
  /** Where a comparison could stand: `log_id("stderr")`. */
  functions: readonly string[];
  /** `field = ("a" OR "b")`, and a value without a field. */
  hasGroupsAndBareValues: boolean;
  /** Whether OR binds stronger than AND, or the two are not to be mixed without parentheses. */
  mixed: "OR first" | "refused";
}

/**
 * https://cloud.google.com/monitoring/api/v3/filters. How AND and OR are ordered is not relied on: whoever mixes them
 * writes parentheses.
 */
export const MONITORING: Language = {
  name: "a filter of Cloud Monitoring",
  operators: ["!=", ">=", "<=", "=", ">", "<", ":"],
  valueFunctions: ["one_of", "starts_with", "ends_with", "has_substring", "monitoring.regex.full_match"],
  // https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/timeseries-selectors
  functions: [
    "select_slo_burn_rate",
    "select_slo_health",
    "select_slo_compliance",
    "select_slo_budget",
    "select_slo_budget_fraction",
    "select_slo_budget_total",
    "select_slo_counts",
  ],
  hasGroupsAndBareValues: false,
  mixed: "refused",
};

/** https://cloud.google.com/logging/docs/view/logging-query-language: "NOT has the highest precedence, then OR and AND". */
export const LOGGING: Language = {
  name: "a filter of Cloud Logging",
  operators: ["=~", "!~", "!=", ">=", "<=", "=", ">", "<", ":"],
  valueFunctions: [],
  functions: ["ip_in_net", "log_id", "sample", "source", "SEARCH"],
  hasGroupsAndBareValues: true,
  mixed: "OR first",
};

/**
 * What the API of Monitoring takes. The comments of its own definition say it:
 * https://github.com/googleapis/googleapis/blob/master/google/monitoring/v3/common.proto and alert.proto,
 * https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
 */
export const ALIGNMENT_SECONDS = { least: 60, mostInPolicies: 90_000, mostInCharts: 104 * 7 * 86_400 } as const;

/**
 * What a condition looks back at: its alignment period and its duration together, at most 25 hours. On no page of Google's;
 * seen by others: https://github.com/chainguard-dev/terraform-infra-common/pull/783, https://github.com/chainguard-dev/terraform-infra-common/pull/1022
 */
export const LOOK_BACK_SECONDS = 90_000;

/** "Currently, only values that are a multiple of a minute". */
export const DURATION_STEP_SECONDS = 60;

/**
 * "The minimum value of this field is 120 seconds"; "up to a maximum of 23.5 hours":
 * https://docs.cloud.google.com/monitoring/alerts/metric-absence
 */
export const ABSENCE_SECONDS = { least: 120, most: 84_600 } as const;

/** "A policy can have from one to six conditions". */
export const CONDITIONS_PER_POLICY = { least: 1, most: 6 } as const;

/** "Only COMPARISON_LT and COMPARISON_GT are supported currently". */
export const COMPARISONS = ["GT", "LT"] as const;

/** "This field must not exceed 2048 Unicode characters in length". */
export const FILTER_CHARACTERS = 2048;

/** "The content may not exceed 8,192 Unicode characters and may not exceed more than 10,240 bytes". */
export const DOCUMENTATION = { characters: 8192, bytes: 10_240 } as const;

/** "0 < goal <= 0.999"; "an integer multiple of 1 day no larger than 30 days": service.proto, beside them. */
export const OBJECTIVE = { goalMost: 0.999, days: { least: 1, most: 30 } } as const;

/** "Currently, the only supported values are 60s, 300s, 600s, and 900s": uptime.proto, beside them. */
export const UPTIME_PERIODS_SECONDS = [60, 300, 600, 900] as const;

/** From 30 minutes to 7 days: https://docs.cloud.google.com/monitoring/alerts/incidents-events */
export const AUTO_CLOSE_SECONDS = { least: 1800, most: 604_800 } as const;

/**
 * "To use this control, the value of the duration field must be greater than or equal to 60 seconds": evaluationMissingData of
 * https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
 */
export const MISSING_DATA_SECONDS = 60;

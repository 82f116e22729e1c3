import type { Metric } from "./metric";

/** https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-monitoring */
const source = "https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-monitoring";

/**
 * An uptime check can be of a host, or of a service of Cloud Run
 * (https://cloud.google.com/monitoring/uptime-checks). Each checker writes a series of its own.
 */
const OF_A_CHECK = {
  resources: ["uptime_url", "cloud_run_revision"],
  labels: {
    check_id: undefined,
    checker_location: undefined,
    checker_project_id: undefined,
    checker_network: undefined,
    checker_zone: undefined,
    checked_resource_id: undefined,
  },
  forms: {
    check_id: {
      form: "{name}",
      from: ["google_monitoring_uptime_check_config.uptime_check_id"],
      not: "its full name, or what is shown above it",
    },
  },
  source,
} as const;

/**
 * Uptime checks, as ListMetricDescriptors has answered them
 * (https://github.com/dynatrace-oss/dynatrace-gcp-monitor/blob/5af3ef84/src/config/uptime_url.yml).
 */
export const UPTIME_METRICS = {
  "monitoring.googleapis.com/uptime_check/check_passed": { kind: "GAUGE", value: "BOOL", unit: "", ...OF_A_CHECK },
  "monitoring.googleapis.com/uptime_check/request_latency": {
    kind: "GAUGE",
    value: "DOUBLE",
    unit: "ms",
    ...OF_A_CHECK,
  },
  "monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires": {
    kind: "GAUGE",
    value: "DOUBLE",
    unit: "d",
    ...OF_A_CHECK,
  },
} as const satisfies Record<string, Metric>;

import { type Lifecycle, PROJECT, ref } from "./lifecycle";

const TOKEN = ref("data.google_secret_manager_secret_version.token.secret_data");
const METRIC = "google_logging_metric.one";
const MINUTE = { alignment_period: "60s", per_series_aligner: "ALIGN_SUM", cross_series_reducer: "REDUCE_SUM" };

export const watching: Lifecycle[] = [
  {
    type: "google_monitoring_notification_channel",
    data: {
      google_secret_manager_secret_version: {
        token: {
          secret: ref("google_secret_manager_secret.token.id"),
          depends_on: ["google_secret_manager_secret_version.second"],
        },
      },
    },
    config: { display_name: "on call", type: "email", labels: { email_address: "oncall@example.com" } },
    beside: {
      chat: {
        display_name: "chat",
        type: "slack",
        labels: { channel_name: "#staging" },
        sensitive_labels: { auth_token: TOKEN },
      },
      pager: { display_name: "pager", type: "pagerduty", sensitive_labels: { service_key: TOKEN } },
      hook: {
        display_name: "hook",
        type: "webhook_basicauth",
        labels: { url: "https://hooks.example.com/alerts", username: "lineup" },
        sensitive_labels: { password: TOKEN },
        force_delete: true,
      },
    },
    change: { display_name: "whoever is on call" },
    at: { path: "monitoring/v3/{id}" },
    outOfBand: { method: "PATCH", path: "monitoring/v3/{id}?updateMask=enabled", body: { enabled: false } },
  },
  {
    type: "google_monitoring_alert_policy",
    config: {
      display_name: "Redis is full",
      combiner: "OR",
      severity: "WARNING",
      notification_channels: [
        ref("google_monitoring_notification_channel.one.id"),
        ref("google_monitoring_notification_channel.chat.id"),
      ],
      alert_strategy: { auto_close: "86400s", notification_prompts: ["OPENED", "CLOSED"] },
      documentation: {
        content: "Look at the dashboard.",
        mime_type: "text/markdown",
        links: [{ display_name: "Runbook", url: "https://example.com/alerts.md#redis-memory" }],
      },
      user_labels: { alert: "redis-memory" },
      conditions: [
        {
          display_name: "memory",
          condition_threshold: {
            filter:
              'resource.type = "redis_instance" AND metric.type = "redis.googleapis.com/stats/memory/usage_ratio"',
            comparison: "COMPARISON_GT",
            duration: "300s",
            threshold_value: 0.9,
            evaluation_missing_data: "EVALUATION_MISSING_DATA_INACTIVE",
            trigger: { count: 1 },
            aggregations: [{ alignment_period: "60s", per_series_aligner: "ALIGN_MEAN" }],
          },
        },
        {
          display_name: "silent",
          condition_absent: {
            filter: 'resource.type = "redis_instance" AND metric.type = "redis.googleapis.com/server/uptime"',
            duration: "300s",
            aggregations: [{ alignment_period: "60s", per_series_aligner: "ALIGN_MEAN" }],
          },
        },
      ],
    },
    beside: {
      logs: {
        display_name: "Redis was not reached",
        combiner: "OR",
        conditions: [
          {
            display_name: "lines",
            condition_threshold: {
              filter: `resource.type = "cloud_run_revision" AND metric.type = "logging.googleapis.com/user/${ref(`${METRIC}.name`)}"`,
              comparison: "COMPARISON_GT",
              duration: "0s",
              threshold_value: 0,
              aggregations: [{ ...MINUTE, group_by_fields: ["resource.label.service_name"] }],
            },
          },
        ],
      },
      burning: {
        display_name: "The objective is being missed",
        combiner: "AND",
        conditions: ["300s", "3600s"].map((lookback) => ({
          display_name: lookback,
          condition_threshold: {
            filter: `select_slo_burn_rate("${ref("google_monitoring_slo.one.name")}", "${lookback}")`,
            comparison: "COMPARISON_GT",
            duration: "0s",
            threshold_value: 14.4,
          },
        })),
      },
    },
    change: { display_name: "Redis is nearly full" },
    at: { path: "monitoring/v3/{id}" },
    outOfBand: { method: "PATCH", path: "monitoring/v3/{id}?updateMask=enabled", body: { enabled: false } },
  },
  {
    type: "google_monitoring_uptime_check_config",
    config: {
      display_name: "backend",
      timeout: "10s",
      period: "60s",
      http_check: { path: "/health/ready", port: 443, use_ssl: true, validate_ssl: true },
      monitored_resource: { type: "uptime_url", labels: { project_id: PROJECT, host: "backend.example.com" } },
    },
    change: { timeout: "20s" },
    at: { path: "monitoring/v3/{id}" },
    outOfBand: { method: "PATCH", path: "monitoring/v3/{id}?updateMask=period", body: { period: "300s" } },
  },
  {
    type: "google_monitoring_custom_service",
    config: { service_id: "acme-backend", display_name: "Backend" },
    change: { display_name: "The backend", user_labels: { team: "platform" } },
    at: { path: "monitoring/v3/{id}" },
    outOfBand: {
      method: "PATCH",
      path: "monitoring/v3/{id}?updateMask=displayName",
      body: { displayName: "by hand", custom: {} },
    },
  },
  {
    type: "google_monitoring_slo",
    config: {
      service: ref("google_monitoring_custom_service.one.service_id"),
      slo_id: "availability",
      display_name: "99 % of requests are answered",
      goal: 0.99,
      rolling_period_days: 28,
      request_based_sli: {
        good_total_ratio: {
          bad_service_filter:
            'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_count" AND metric.labels.response_code_class = "5xx"',
          total_service_filter:
            'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_count"',
        },
      },
    },
    beside: {
      latency: {
        service: ref("google_monitoring_custom_service.one.service_id"),
        slo_id: "latency",
        goal: 0.95,
        rolling_period_days: 28,
        request_based_sli: {
          distribution_cut: {
            distribution_filter:
              'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_latencies"',
            range: { max: 2000 },
          },
        },
      },
    },
    change: { goal: 0.95, rolling_period_days: 7 },
    unread: "service",
    at: { path: "monitoring/v3/{id}" },
    outOfBand: { method: "PATCH", path: "monitoring/v3/{id}?updateMask=goal", body: { goal: 0.5 } },
  },
  {
    type: "google_monitoring_dashboard",
    config: { dashboard_json: dashboard("Redis") },
    change: { dashboard_json: dashboard("Redis and its services") },
    at: { path: "monitoring/v1/{id}" },
    // An update says from which dashboard it was made.
    outOfBand: {
      method: "PATCH",
      path: "monitoring/v1/{id}",
      body: (asItIs) => ({ ...asItIs, displayName: "by hand" }),
    },
  },
  {
    type: "google_logging_metric",
    config: {
      name: "redis-failed",
      filter: 'textPayload:"Failed services: [redis]"',
      metric_descriptor: { metric_kind: "DELTA", value_type: "INT64" },
    },
    beside: {
      asked: {
        name: "redis-answers",
        description: "how long Redis takes",
        filter: "jsonPayload.ms>0",
        label_extractors: { phase: "EXTRACT(jsonPayload.phase)" },
        value_extractor: "EXTRACT(jsonPayload.ms)",
        metric_descriptor: {
          metric_kind: "DELTA",
          value_type: "DISTRIBUTION",
          unit: "ms",
          labels: [{ key: "phase", value_type: "STRING", description: "where it stopped" }],
        },
        bucket_options: { linear_buckets: { num_finite_buckets: 3, width: 1, offset: 1 } },
      },
    },
    change: { description: "the app gave up on Redis" },
    id: `${PROJECT} redis-failed`,
    at: { path: `logging/v2/projects/${PROJECT}/metrics/redis-failed` },
    outOfBand: {
      method: "PUT",
      path: `logging/v2/projects/${PROJECT}/metrics/redis-failed`,
      body: {
        name: "redis-failed",
        filter: "severity>=ERROR",
        metricDescriptor: { metricKind: "DELTA", valueType: "INT64" },
      },
    },
  },
];

function dashboard(displayName: string): string {
  const timeSeriesFilter = {
    filter: 'resource.type = "redis_instance" AND metric.type = "redis.googleapis.com/stats/memory/usage_ratio"',
    aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" },
  };
  const xyChart = { dataSets: [{ plotType: "LINE", timeSeriesQuery: { timeSeriesFilter } }] };
  return JSON.stringify({
    displayName,
    mosaicLayout: { columns: 48, tiles: [{ width: 24, height: 16, widget: { title: "Memory", xyChart } }] },
  });
}

import type { StackJson } from "../../support/synth";

const of = (address: string) => `\${${address}}`;
const redis = of("google_redis_instance.cache.id");
const connector = of("google_vpc_access_connector.connector.name");
const backend = of("google_cloud_run_v2_service.backend.name");
const auth = of("google_cloud_run_v2_service.auth.name");
const probe = of("google_cloud_run_v2_job.probe.name");

const every = (aligner: string, more: object = {}) => [
  { alignment_period: "60s", per_series_aligner: aligner, ...more },
];

const over = (
  display_name: string,
  filter: string,
  threshold_value: number,
  aggregations: object[],
  more: object = {},
) => ({
  display_name,
  condition_threshold: {
    filter,
    threshold_value,
    comparison: "COMPARISON_GT",
    duration: "300s",
    aggregations,
    trigger: { count: 1 },
    ...more,
  },
});

const policy = (title: string, id: string, conditions: object[]) => ({
  display_name: title,
  combiner: "OR",
  severity: "ERROR",
  enabled: true,
  notification_channels: [of("google_monitoring_notification_channel.team.id")],
  alert_strategy: { auto_close: "86400s" },
  documentation: {
    content: "Look at the dashboard.\nThen read on.",
    links: [{ display_name: "Runbook", url: `https://github.com/acme/infra/blob/main/alerts.md#${id}` }],
  },
  conditions,
});

const requests = `resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count"`;
const byService = { cross_series_reducer: "REDUCE_SUM", group_by_fields: ["resource.labels.service_name"] };

/** A stack that watches something of every kind, and rightly. */
export function watchedStack(): StackJson {
  return {
    provider: { google: [{ project: "acme-staging", region: "us-central1" }] },
    resource: {
      google_redis_instance: { cache: { name: "staging-redis", region: "us-central1" } },
      google_vpc_access_connector: { connector: { name: "staging-connector", region: "us-central1" } },
      google_cloud_run_v2_service: {
        backend: { name: "backend", location: "us-central1" },
        auth: { name: "auth", location: "us-central1" },
      },
      google_cloud_run_v2_job: { probe: { name: "backend-probe", location: "us-central1" } },
      google_monitoring_notification_channel: { team: { type: "email", display_name: "team" } },
      google_logging_metric: {
        "failed-start": {
          name: "redis-failed-start",
          filter: `resource.type="cloud_run_revision" AND resource.labels.service_name=("${backend}" OR "${auth}") AND textPayload:"Failed services: [redis]"`,
          metric_descriptor: { metric_kind: "DELTA", value_type: "INT64" },
        },
      },
      google_monitoring_custom_service: { backend: { service_id: "backend" } },
      google_monitoring_slo: {
        availability: {
          service: of("google_monitoring_custom_service.backend.service_id"),
          slo_id: "availability",
          goal: 0.99,
          rolling_period_days: 28,
          request_based_sli: {
            good_total_ratio: {
              bad_service_filter: `${requests} AND resource.labels.service_name="${backend}" AND metric.labels.response_code_class="5xx"`,
              total_service_filter: `${requests} AND resource.labels.service_name="${backend}"`,
            },
          },
        },
        latency: {
          service: of("google_monitoring_custom_service.backend.service_id"),
          slo_id: "latency",
          goal: 0.95,
          rolling_period_days: 28,
          request_based_sli: {
            distribution_cut: {
              distribution_filter: `resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_latencies" AND resource.labels.service_name="${backend}"`,
              range: { max: 2000 },
            },
          },
        },
      },
      google_monitoring_uptime_check_config: {
        backend: {
          display_name: "backend is ready",
          period: "60s",
          timeout: "10s",
          http_check: { path: "/health/ready" },
          monitored_resource: {
            type: "uptime_url",
            labels: {
              project_id: "acme-staging",
              host: of('trimprefix(google_cloud_run_v2_service.backend.uri, "https://")'),
            },
          },
        },
      },
      google_monitoring_dashboard: {
        all: {
          dashboard_json: JSON.stringify({
            displayName: "Staging",
            mosaicLayout: {
              tiles: [
                {
                  widget: {
                    title: "memory",
                    xyChart: {
                      dataSets: [
                        {
                          timeSeriesQuery: {
                            timeSeriesFilter: {
                              filter: `resource.type="redis_instance" AND metric.type="redis.googleapis.com/stats/memory/usage_ratio" AND resource.labels.instance_id="${redis}"`,
                              aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" },
                            },
                          },
                        },
                      ],
                    },
                  },
                },
              ],
            },
          }),
        },
      },
      google_monitoring_alert_policy: {
        "redis-memory": policy("Redis: memory", "redis-memory", [
          over(
            "memory",
            `resource.type="redis_instance" AND metric.type="redis.googleapis.com/stats/memory/usage_ratio" AND resource.labels.instance_id="${redis}"`,
            0.8,
            every("ALIGN_MEAN"),
          ),
        ]),
        "redis-cpu": policy("Redis: CPU", "redis-cpu", [
          over(
            "main thread",
            `resource.type="redis_instance" AND metric.type="redis.googleapis.com/stats/cpu_utilization_main_thread" AND resource.labels.instance_id="${redis}"`,
            0.8,
            every("ALIGN_RATE", {
              cross_series_reducer: "REDUCE_SUM",
              group_by_fields: ["resource.labels.instance_id", "resource.labels.node_id"],
            }),
          ),
        ]),
        "redis-silent": policy("Redis: silence", "redis-silent", [
          {
            display_name: "uptime is absent",
            condition_absent: {
              filter: `resource.type="redis_instance" AND metric.type="redis.googleapis.com/server/uptime" AND resource.labels.instance_id="${redis}"`,
              duration: "300s",
              aggregations: every("ALIGN_MEAN", { cross_series_reducer: "REDUCE_MAX" }),
            },
          },
        ]),
        "connector-cpu": policy("Connector: CPU", "connector-cpu", [
          over(
            "CPU",
            `resource.type="vpc_access_connector" AND metric.type="vpcaccess.googleapis.com/connector/cpu/utilizations" AND resource.labels.connector_name="${connector}"`,
            0.8,
            every("ALIGN_PERCENTILE_95"),
          ),
        ]),
        "service-errors": policy("Services: errors", "service-errors", [
          over(
            "5xx",
            `${requests} AND resource.labels.service_name=one_of("${backend}", "${auth}") AND metric.labels.response_code_class="5xx"`,
            0.05,
            every("ALIGN_DELTA", byService),
            {
              denominator_filter: `${requests} AND resource.labels.service_name=one_of("${backend}", "${auth}")`,
              denominator_aggregations: every("ALIGN_DELTA", byService),
            },
          ),
        ]),
        "service-startup": policy("Services: start-up", "service-startup", [
          over(
            "start-up",
            `resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/container/startup_latencies" AND resource.labels.service_name="${backend}"`,
            192000,
            every("ALIGN_PERCENTILE_99"),
          ),
        ]),
        "redis-probe-failed": policy("Probe: fails", "redis-probe-failed", [
          over(
            "failed",
            `resource.type="cloud_run_job" AND metric.type="run.googleapis.com/job/completed_execution_count" AND resource.labels.job_name="${probe}" AND metric.labels.result="failed"`,
            0,
            every("ALIGN_SUM"),
            { duration: "0s" },
          ),
          over(
            "none in 24 hours, for an hour",
            `resource.type="cloud_run_job" AND metric.type="run.googleapis.com/job/completed_execution_count" AND resource.labels.job_name="${probe}"`,
            1,
            every("ALIGN_SUM", { alignment_period: "86400s" }),
            {
              comparison: "COMPARISON_LT",
              duration: "3600s",
              evaluation_missing_data: "EVALUATION_MISSING_DATA_ACTIVE",
            },
          ),
        ]),
        "log-failed-start": policy("Log: failed start", "log-failed-start", [
          over(
            "lines",
            `resource.type="cloud_run_revision" AND metric.type="logging.googleapis.com/user/${of("google_logging_metric.failed-start.name")}"`,
            0,
            every("ALIGN_SUM", byService),
          ),
        ]),
        uptime: policy("Uptime", "uptime", [
          over(
            "check fails",
            `resource.type="uptime_url" AND metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND metric.labels.check_id="${of("google_monitoring_uptime_check_config.backend.uptime_check_id")}"`,
            1,
            every("ALIGN_NEXT_OLDER", {
              cross_series_reducer: "REDUCE_COUNT_FALSE",
              group_by_fields: ["resource.labels.host"],
            }),
          ),
        ]),
        "slo-availability-fast": policy("Availability burns", "slo-availability-fast", [
          over(
            "14 times",
            `select_slo_burn_rate("${of("google_monitoring_slo.availability.name")}", "3600s")`,
            14,
            [],
            {
              duration: "0s",
            },
          ),
        ]),
      },
    },
  };
}

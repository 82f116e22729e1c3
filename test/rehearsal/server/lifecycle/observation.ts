import { type Lifecycle, LOCATION, NETWORK, PROJECT, REGION, ref } from "./lifecycle";

export const observation: Lifecycle[] = [
  {
    type: "google_storage_bucket",
    config: {
      name: "acme-terraform-state",
      location: "us-central1",
      force_destroy: false,
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      versioning: { enabled: true },
      labels: { team: "platform" },
      logging: { log_bucket: "acme-access-logs", log_object_prefix: "state" },
      lifecycle_rule: [
        { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 30, with_state: "ARCHIVED" } },
      ],
    },
    change: {
      labels: { team: "network" },
      versioning: { enabled: false },
      soft_delete_policy: { retention_duration_seconds: 30 * 24 * 60 * 60 },
      encryption: { default_kms_key_name: `${LOCATION}/keyRings/acme/cryptoKeys/state` },
    },
    id: "acme-terraform-state",
    at: { path: "storage/v1/b/acme-terraform-state" },
    outOfBand: { method: "PATCH", path: "storage/v1/b/acme-terraform-state", body: { versioning: { enabled: false } } },
  },
  {
    type: "google_network_management_connectivity_test",
    config: {
      name: "acme-path",
      source: { ip_address: "10.2.0.2", network: NETWORK },
      destination: { ip_address: "10.166.0.3", port: 6379 },
      protocol: "TCP",
    },
    change: { description: "the connector to Redis", destination: { ip_address: "10.166.0.3", port: 6378 } },
    id: `projects/${PROJECT}/locations/global/connectivityTests/acme-path`,
    at: { path: `networkmanagement/v1/projects/${PROJECT}/locations/global/connectivityTests/acme-path` },
    outOfBand: {
      method: "PATCH",
      path: `networkmanagement/v1/projects/${PROJECT}/locations/global/connectivityTests/acme-path?updateMask=protocol`,
      body: { protocol: "UDP" },
    },
  },
  {
    type: "google_cloud_scheduler_job",
    config: {
      name: "acme-watch",
      region: REGION,
      schedule: "*/10 * * * *",
      time_zone: "Etc/UTC",
      attempt_deadline: "60s",
      retry_config: { retry_count: 0 },
      http_target: {
        uri: `https://run.googleapis.com/v2/${LOCATION}/jobs/acme-probe:run`,
        http_method: "POST",
        oauth_token: { service_account_email: `acme@${PROJECT}.iam.gserviceaccount.com` },
      },
    },
    change: { schedule: "0 * * * *", paused: true },
    id: `${LOCATION}/jobs/acme-watch`,
    at: { path: `cloudscheduler/v1/${LOCATION}/jobs/acme-watch` },
    outOfBand: {
      method: "PATCH",
      path: `cloudscheduler/v1/${LOCATION}/jobs/acme-watch?updateMask=schedule`,
      body: { schedule: "*/5 * * * *" },
    },
  },
  {
    type: "google_monitoring_notification_channel",
    config: { display_name: "on call", type: "email", labels: { email_address: "oncall@example.com" } },
    change: { display_name: "whoever is on call" },
    at: { path: "monitoring/v3/{id}" },
    outOfBand: { method: "PATCH", path: "monitoring/v3/{id}?updateMask=enabled", body: { enabled: false } },
  },
  {
    type: "google_monitoring_alert_policy",
    config: {
      display_name: "Redis is full",
      combiner: "OR",
      notification_channels: [ref("google_monitoring_notification_channel.one.id")],
      conditions: [
        {
          display_name: "memory",
          condition_threshold: {
            filter:
              'resource.type = "redis_instance" AND metric.type = "redis.googleapis.com/stats/memory/usage_ratio"',
            comparison: "COMPARISON_GT",
            duration: "300s",
            threshold_value: 0.9,
            aggregations: [{ alignment_period: "60s", per_series_aligner: "ALIGN_MEAN" }],
          },
        },
      ],
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
    type: "google_logging_metric",
    config: {
      name: "redis-failed",
      filter: 'textPayload:"Failed services: [redis]"',
      metric_descriptor: { metric_kind: "DELTA", value_type: "INT64" },
    },
    change: { description: "the app gave up on Redis" },
    id: "redis-failed",
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

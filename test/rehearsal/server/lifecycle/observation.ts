import { type Lifecycle, LOCATION, NETWORK, PROJECT, REGION } from "./lifecycle";

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
];

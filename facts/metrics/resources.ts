import type { LabelForm, MonitoredResource } from "./metric";

const source = "https://docs.cloud.google.com/monitoring/api/resources";

const project: LabelForm = { form: "{project}", from: [] };
const name = (...from: string[]): LabelForm => ({ form: "{name}", from, not: "a path" });
/** A region is said as text, or is what a resource of its own region has. */
const region = (...from: string[]): LabelForm => ({ form: "{region}", from });
/** What Google makes up: there is no attribute that has it. */
const text: LabelForm = { form: "{text}", from: [] };

/**
 * The monitored resources that something in an environment writes to, with their labels. What is watched is named by
 * reference: a label with attributes in `from` takes one of these.
 */
export const RESOURCES: Readonly<Record<string, MonitoredResource>> = {
  redis_instance: {
    labels: {
      project_id: project,
      region: region("google_redis_instance.region"),
      // Google's own alerts write it as a path:
      // https://github.com/GoogleCloudPlatform/monitoring-dashboard-samples/tree/master/alerts/google-cloud-redis
      instance_id: {
        form: "projects/{project}/locations/{region}/instances/{name}",
        from: ["google_redis_instance.id"],
        not: "a bare name",
      },
      node_id: text,
    },
    source: `${source}#tag_redis_instance`,
  },
  vpc_access_connector: {
    labels: {
      project_id: project,
      location: region("google_vpc_access_connector.region"),
      connector_name: name("google_vpc_access_connector.name"),
    },
    source: `${source}#tag_vpc_access_connector`,
  },
  cloud_run_revision: {
    labels: {
      project_id: project,
      service_name: name("google_cloud_run_v2_service.name"),
      revision_name: text,
      location: region("google_cloud_run_v2_service.location"),
      configuration_name: name("google_cloud_run_v2_service.name"),
    },
    source: `${source}#tag_cloud_run_revision`,
  },
  cloud_run_job: {
    labels: {
      project_id: project,
      job_name: name("google_cloud_run_v2_job.name"),
      location: region("google_cloud_run_v2_job.location"),
    },
    source: `${source}#tag_cloud_run_job`,
  },
  uptime_url: {
    labels: {
      project_id: project,
      host: { form: "{host}", from: ["google_cloud_run_v2_service.uri"], not: "an address with its scheme" },
    },
    source: `${source}#tag_uptime_url`,
  },
  /** Where the log of firewall rules is written: https://docs.cloud.google.com/firewall/docs/vpc-log-format */
  gce_subnetwork: {
    labels: {
      project_id: project,
      location: text,
      subnetwork_id: { form: "{number}", from: ["google_compute_subnetwork.subnetwork_id"], not: "a name" },
      subnetwork_name: name("google_compute_subnetwork.name"),
    },
    source: "https://docs.cloud.google.com/logging/docs/api/v2/resource-list#resource-types",
  },
  cloud_scheduler_job: {
    labels: {
      project_id: project,
      location: region("google_cloud_scheduler_job.region"),
      job_id: name("google_cloud_scheduler_job.name"),
    },
    source: "https://docs.cloud.google.com/logging/docs/api/v2/resource-list#resource-types",
  },
  /** What `gcloud logging write` and entries.write put where nothing else is said. */
  global: { labels: { project_id: project }, source: `${source}#tag_global` },
};

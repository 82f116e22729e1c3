import type { Metric } from "./metric";

const source = "https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run";

const OF_A_SERVICE = { resources: ["cloud_run_revision"], labels: {}, sampledSeconds: 60, source } as const;
const OF_A_CONTAINER = { ...OF_A_SERVICE, resources: ["cloud_run_revision", "cloud_run_job"] } as const;
const OF_A_JOB = { ...OF_A_SERVICE, resources: ["cloud_run_job"] } as const;

/** https://docs.cloud.google.com/stackdriver/docs/solutions/slo-monitoring/sli-metrics/req-resp-metrics */
const OF_A_REQUEST = {
  response_code: undefined,
  response_code_class: ["1xx", "2xx", "3xx", "4xx", "5xx"],
  route: undefined,
} as const;

const OF_A_PROBE = {
  probe_action: undefined,
  probe_type: undefined,
  is_healthy: ["true", "false"],
  is_default: ["true", "false"],
  container_name: undefined,
} as const;

/** Whether an execution or a task has ended well: it is how public alerts on jobs are written throughout. */
const ENDED = { result: ["succeeded", "failed"] } as const;

/**
 * Cloud Run. Kind, type, unit and labels as ListMetricDescriptors has answered them
 * (https://github.com/dynatrace-oss/dynatrace-gcp-monitor/blob/5af3ef84/src/config/cloud_run_revision.yml), those of
 * probes, start-up and jobs as the list of Google's has them.
 */
export const RUN_METRICS = {
  "run.googleapis.com/container/billable_instance_time": {
    kind: "DELTA",
    value: "DOUBLE",
    unit: "s",
    ...OF_A_CONTAINER,
  },
  "run.googleapis.com/container/completed_probe_attempt_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_SERVICE,
    labels: OF_A_PROBE,
  },
  "run.googleapis.com/container/completed_probe_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_SERVICE,
    labels: OF_A_PROBE,
  },
  "run.googleapis.com/container/cpu/utilizations": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "10^2.%",
    isShare: true,
    ...OF_A_CONTAINER,
  },
  "run.googleapis.com/container/instance_count": {
    kind: "GAUGE",
    value: "INT64",
    unit: "1",
    ...OF_A_SERVICE,
    labels: { state: ["active", "idle"] },
  },
  "run.googleapis.com/container/max_request_concurrencies": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "1",
    ...OF_A_SERVICE,
    labels: { state: ["active", "idle"] },
  },
  "run.googleapis.com/container/memory/utilizations": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "10^2.%",
    isShare: true,
    ...OF_A_CONTAINER,
  },
  "run.googleapis.com/container/network/received_bytes_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "By",
    ...OF_A_CONTAINER,
    labels: { kind: undefined },
  },
  "run.googleapis.com/container/network/sent_bytes_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "By",
    ...OF_A_CONTAINER,
    labels: { kind: undefined },
  },
  "run.googleapis.com/container/probe_latencies": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "ms",
    ...OF_A_SERVICE,
    labels: OF_A_PROBE,
  },
  "run.googleapis.com/container/startup_latencies": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "ms",
    ...OF_A_CONTAINER,
  },
  "run.googleapis.com/job/completed_execution_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_JOB,
    labels: ENDED,
  },
  "run.googleapis.com/job/completed_task_attempt_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_JOB,
    labels: { ...ENDED, attempt: undefined },
  },
  "run.googleapis.com/job/running_executions": { kind: "GAUGE", value: "INT64", unit: "1", ...OF_A_JOB },
  "run.googleapis.com/request_count": {
    kind: "DELTA",
    value: "INT64",
    unit: "1",
    ...OF_A_SERVICE,
    labels: OF_A_REQUEST,
  },
  "run.googleapis.com/request_latencies": {
    kind: "DELTA",
    value: "DISTRIBUTION",
    unit: "ms",
    ...OF_A_SERVICE,
    labels: OF_A_REQUEST,
  },
} as const satisfies Record<string, Metric>;

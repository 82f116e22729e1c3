/** What calls a Redis, and is judged: each type with what one of it is called. */
const JUDGED: Readonly<Record<string, string>> = {
  google_cloud_run_v2_service: "Cloud Run service",
  google_cloud_run_service: "Cloud Run service",
  google_cloud_run_v2_job: "Cloud Run job",
  google_cloud_run_v2_worker_pool: "Cloud Run worker pool",
  google_cloudfunctions2_function: "function",
};

/** What may call a Redis, and is counted and named instead. */
const NAMED: Readonly<Record<string, string>> = {
  google_cloudfunctions_function: "first-generation function",
  google_app_engine_standard_app_version: "App Engine version",
  google_app_engine_flexible_app_version: "App Engine version",
  google_container_cluster: "GKE cluster",
  google_composer_environment: "Composer environment",
  google_compute_instance: "VM",
  google_compute_instance_from_template: "VM",
  google_compute_instance_template: "VM template",
  google_compute_region_instance_template: "VM template",
  google_dataflow_job: "Dataflow job",
  google_dataflow_flex_template_job: "Dataflow job",
  google_dataproc_cluster: "Dataproc cluster",
  google_dataproc_batch: "Dataproc batch",
  google_workbench_instance: "notebook",
  helm_release: "Helm release",
  kubectl_manifest: "Kubernetes object",
};

/** Workloads of Kubernetes, and what hands values to them. */
const KUBERNETES =
  /^kubernetes_(config_map|cron_job|daemon_?set|deployment|env|job|manifest|pod|replication_controller|secret|stateful_set)(_v\d|_data)*$/;

export const CALLER_TYPES: readonly string[] = Object.keys(JUDGED);

export function isCallerType(type: string): boolean {
  return Object.hasOwn(JUDGED, type);
}

export function isNamedCallerType(type: string): boolean {
  return Object.hasOwn(NAMED, type) || KUBERNETES.test(type);
}

/** What one of this type is called. */
export function callerNoun(type: string): string {
  if (Object.hasOwn(JUDGED, type)) return JUDGED[type] ?? type;
  return Object.hasOwn(NAMED, type) ? (NAMED[type] ?? type) : "Kubernetes object";
}

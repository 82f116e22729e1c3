const OF_PROBES = ["google_cloud_run_v2_job", "google_cloud_run_v2_job_iam_member", "google_cloud_scheduler_job"];
const WATCHES = /^google_(monitoring_|logging_metric$)/;
const APIS = ["apis_logging", "apis_monitoring"];

/**
 * What is taken over in the cases: what ships, without its probes and without what watches. Nobody has made those by
 * hand, and every plan of every case would create the same ones. That they are created, or taken over where they exist,
 * is a test of its own.
 */
export function withoutWhatWatches(stack: string): string {
  const { resource, ...rest } = JSON.parse(stack) as { resource: Record<string, Record<string, object>> };
  const kept = Object.entries(resource)
    .filter(([type]) => !OF_PROBES.includes(type) && !WATCHES.test(type))
    .map(([type, byName]) => [
      type,
      Object.fromEntries(Object.entries(byName).filter(([name]) => !APIS.includes(name))),
    ]);
  return JSON.stringify({ ...rest, resource: Object.fromEntries(kept) });
}

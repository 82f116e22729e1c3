const OF_PROBES = ["google_cloud_run_v2_job", "google_cloud_run_v2_job_iam_member", "google_cloud_scheduler_job"];

/**
 * What is taken over in the cases: what ships, without its probes. Nobody has made those by hand, and every plan of every
 * case would create the same ones. That they are created, or taken over where they exist, is a test of its own.
 */
export function withoutProbes(stack: string): string {
  const { resource, ...rest } = JSON.parse(stack) as { resource: Record<string, object> };
  const kept = Object.entries(resource).filter(([type]) => !OF_PROBES.includes(type));
  return JSON.stringify({ ...rest, resource: Object.fromEntries(kept) });
}

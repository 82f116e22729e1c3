import { ApiError } from "../api-error";
import type { CloudObject, Store } from "../store";

/** What counts against a quota of Compute Engine: the collection, and how many there may be at first. */
const GLOBAL: Record<string, readonly [limit: number, collection: string]> = {
  NETWORKS: [15, "global/networks"],
  FIREWALLS: [200, "global/firewalls"],
  ROUTES: [250, "global/routes"],
  SUBNETWORKS: [175, "regions/*/subnetworks"],
  ROUTERS: [20, "regions/*/routers"],
  GLOBAL_INTERNAL_ADDRESSES: [5000, "global/addresses"],
};
const REGIONAL: Record<string, readonly [limit: number, collection: string]> = {
  STATIC_ADDRESSES: [8, "addresses"],
  IN_USE_ADDRESSES: [8, "inUseAddresses"],
  CPUS: [24, "instances"],
  INSTANCES: [24, "instances"],
};

/** The quotas of a project, or of a region of it. A project may have limits of its own, which its owner has put there. */
export function quotasOf(project: string, region: string | undefined, store: Store): CloudObject[] {
  return Object.entries(region === undefined ? GLOBAL : REGIONAL).map(([metric, [most, collection]]) => {
    const form = ["compute", "projects", project, ...(region ? ["regions", region] : []), ...collection.split("/")];
    const usage = [...store.matching((one) => isOf(one.split("/"), form))].length;
    const own = store.get(limitOf(project, region, metric))?.limit;
    return { metric, limit: typeof own === "number" ? own : most, usage };
  });
}

function isOf(parts: readonly string[], form: readonly string[]): boolean {
  return parts.length === form.length && form.every((part, at) => part === "*" || part === parts[at]);
}

/** Throws where one more of these is one too many. */
export function refuseOverQuota(collection: string, project: string, store: Store): void {
  const parts = collection.split("/").slice(3);
  const region = parts[0] === "regions" ? parts[1] : undefined;
  for (const [where, all, rest] of [
    [undefined, GLOBAL, parts],
    [region, REGIONAL, parts.slice(2)],
  ] as const) {
    const found = Object.entries(all).find(([, [, form]]) => isOf(rest, form.split("/")));
    if (!found || (all === REGIONAL && where === undefined)) continue;
    const quota = quotasOf(project, where, store).find(({ metric }) => metric === found[0]);
    if (Number(quota?.usage) < Number(quota?.limit)) continue;
    const limit = Number(quota?.limit).toFixed(1);
    const words = `Quota '${found[0]}' exceeded.  Limit: ${limit} ${where === undefined ? "globally" : `in region ${where}`}.`;
    throw new ApiError(403, words, "quotaExceeded");
  }
}

/** A region, with what may be in it. */
export function regionOf(project: string, name: string, store: Store): CloudObject {
  return { kind: "compute#region", name, status: "UP", quotas: quotasOf(project, name, store) };
}

/** Gives a project another limit, as Google does on request. */
export function limit(
  { project, region, metric }: { project: string; region?: string; metric: string },
  most: number,
  store: Store,
): void {
  store.put(limitOf(project, region, metric), { limit: most });
}

function limitOf(project: string, region: string | undefined, metric: string): string {
  return `compute/projects/${project}/${region ?? "global"}/quotas/${metric}`;
}

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

type Place = string | undefined;
type Limit = readonly [metric: string, quota: readonly [limit: number, collection: string]];

/** The quotas of a project, or of a region of it. A project may have limits of its own, which its owner has put there. */
export function quotasOf(project: string, region: Place, store: Store): CloudObject[] {
  return limitsIn(region).map((one) => quotaOf(one, project, region, store));
}

const limitsIn = (region: Place): Limit[] => Object.entries(region === undefined ? GLOBAL : REGIONAL);

function quotaOf([metric, [most, collection]]: Limit, project: string, region: Place, store: Store) {
  const form = ["compute", "projects", project, ...(region ? ["regions", region] : []), ...collection.split("/")];
  // A cloud can hold thousands: only what is spread over regions is looked for.
  const usage = collection.includes("*")
    ? [...store.matching((one) => isOf(one.split("/"), form))].length
    : store.count(form.join("/"));
  const own = store.get(limitOf(project, region, metric))?.limit;
  return { metric, limit: typeof own === "number" ? own : most, usage };
}

function isOf(parts: readonly string[], form: readonly string[]): boolean {
  return parts.length === form.length && form.every((part, at) => part === "*" || part === parts[at]);
}

/** Throws where one more of these is one too many. */
export function refuseOverQuota(collection: string, project: string, store: Store): void {
  const parts = collection.split("/").slice(3);
  refuseMore(undefined, parts);
  if (parts[0] === "regions") refuseMore(parts[1], parts.slice(2));

  function refuseMore(region: Place, rest: readonly string[]): void {
    const found = limitsIn(region).find(([, [, form]]) => isOf(rest, form.split("/")));
    if (!found) return;
    const { metric, limit, usage } = quotaOf(found, project, region, store);
    if (usage < limit) return;
    const where = region === undefined ? "globally" : `in region ${region}`;
    throw new ApiError(403, `Quota '${metric}' exceeded.  Limit: ${limit.toFixed(1)} ${where}.`, "quotaExceeded");
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

import { groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { isKnown, lastSegment } from "../values";
import type { Service } from "./model";
import { get, items, knownText, number, within } from "./read";
import { isSettling, service } from "./services";
import { hasPreviousReady, isNewest } from "./traffic";

const REVISION = "google_cloud_run_v2_revision";
const PARENTS: Record<string, string> = {
  google_cloud_run_v2_service: "service",
  google_cloud_run_v2_worker_pool: "worker_pool",
};

/** What serves besides the template of a service, where an inventory holds every revision that takes requests. */
export function servingRevisions(resources: readonly Resource[]): (found: Service) => Service {
  const revisions = groupedBy(
    resources.filter(({ type }) => type === REVISION),
    keyOf,
  );
  return (found) => {
    const { resource, servesOther } = found;
    if (servesOther === undefined || revisions.size === 0 || PARENTS[resource.type] === undefined) return found;
    // A rollout goes on: what will serve is open.
    if (isSettling(resource)) return found;
    const shares = sharesOf(resource);
    const parts = shares.map(({ revision }) => {
      if (revision === undefined) return { ...found, servesOther: undefined };
      const own = (revisions.get(keyOf(resource)) ?? []).find((one) => knownText(get(one, "name")) === revision);
      return own && ofRevision(own, found, revision);
    });
    // A revision that could not be read.
    if (parts.length === 0 || !parts.every((part) => part !== undefined)) return found;
    return { ...found, serving: parts };
  };
}

function keyOf(resource: Resource): string {
  const { type } = resource;
  const kind = PARENTS[type] ?? (get(resource, "service") === undefined ? "worker_pool" : "service");
  const name = type === REVISION ? get(resource, kind) : get(resource, "name");
  return [kind, knownText(get(resource, "location")), knownText(name)].join(" ");
}

/** Who takes a part of the requests: a revision, or undefined for what the template describes. */
function sharesOf(resource: Resource): { revision: string | undefined }[] {
  const [created, ready] = ["latest_created_revision", "latest_ready_revision"].map((key) =>
    lastSegment(knownText(get(resource, key)) ?? ""),
  );
  const newest = hasPreviousReady(resource) ? ready : undefined;
  const said = items(get(resource, "traffic") ?? get(resource, "instance_splits"));
  const targets = said.length > 0 ? said : [{ percent: 100 }];
  const taking = targets.filter((target) => {
    const percent = number(within(target, "percent"));
    return percent !== undefined && (!isKnown(percent) || percent > 0);
  });
  const names = taking.map((target) => {
    const revision = knownText(within(target, "revision"));
    if (isNewest(target, revision)) return newest;
    return revision === created && newest === undefined ? undefined : revision;
  });
  return [...new Set(names)].map((revision) => ({ revision }));
}

function ofRevision(own: Resource, { resource, address, name }: Service, revision: string): Service {
  const { address: _, type: __, ...rest } = own;
  const found = service({ ...rest, type: resource.type, address }, true);
  const state = knownText(within(get(own, "terminal_condition"), "state"));
  const isReady = state === "CONDITION_SUCCEEDED";
  return {
    ...found,
    name,
    revision,
    notReady: undefined,
    servesOther: isReady
      ? undefined
      : { code: "CLOUD_RUN_REVISION_NOT_READY", message: `it takes requests and is not ready: ${state ?? "no state"}` },
  };
}

import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value } from "../values";
import type { Service } from "./model";
import { flag, get, isComputed, knownText, list, number, text, unlessComputed, within } from "./read";

/**
 * A template describes the newest revision. Another revision may take the requests: because traffic is pinned to it, or
 * because the newest one never became ready.
 */
export function servesOther(
  resource: Resource,
  template: Value | undefined,
  areRevisionsTold: boolean,
): Service["servesOther"] {
  const own = [text(within(template, "revision")), text(within(within(template, "metadata"), "name"))];
  // A plan repeats the revisions as they were before it.
  const [created, ready] = areRevisionsTold ? revisions(resource) : [];
  if (areRevisionsTold && hasPreviousReady(resource)) {
    const message = `its newest revision ${created} is not ready, and ${ready} still serves`;
    return { code: "CLOUD_RUN_REVISION_NOT_READY", message };
  }
  const splits = get(resource, "traffic") ?? get(resource, "instance_splits");
  const message = pinned(splits, new Set([...own, ready].filter((it) => typeof it === "string")));
  return message === undefined ? undefined : { code: "UNRESOLVED_REFERENCE", message };
}

/** Whether the newest revision is not the one that became ready last. */
export function hasPreviousReady(resource: Resource): boolean {
  const [created, ready] = revisions(resource);
  return created !== undefined && ready !== undefined && created !== ready;
}

/** Its newest revision, and the one that became ready last: where requests go to the latest, they go to the second. */
export function newestRevisions(resource: Resource): string[] {
  return revisions(resource).filter((name) => name !== undefined);
}

function revisions(resource: Resource): (string | undefined)[] {
  const status = get(resource, "status");
  return ["latest_created_revision", "latest_ready_revision"].map((key) => {
    const said = knownText(get(resource, key)) ?? knownText(within(status, `${key}_name`));
    return said === undefined ? undefined : lastSegment(said);
  });
}

/** Why another revision than the template's takes requests; undefined where none does. */
function pinned(said: Value | undefined, own: ReadonlySet<unknown>): string | undefined {
  if (said === undefined || (said instanceof Unresolved && isComputed(said))) return undefined;
  const targets = list(said);
  if (targets instanceof Unresolved) return "the revision that takes its requests is unknown";
  for (const target of targets) {
    if (target instanceof Unresolved) return "the revision that takes its requests is unknown";
    const revision = text(within(target, "revision")) ?? text(within(target, "revision_name"));
    const percent = number(unlessComputed(within(target, "percent"))) ?? 0;
    if (percent === 0 || isNewest(target, revision) || own.has(revision)) continue;
    if (typeof revision !== "string" || typeof percent !== "number")
      return "the revision that takes its requests is unknown";
    return `${percent} % of its requests go to the revision ${revision}, which this input does not show`;
  }
  return undefined;
}

/** In the words of services, and in those of worker pools. */
const NEWEST = new Set(["TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "INSTANCE_SPLIT_ALLOCATION_TYPE_LATEST"]);

export function isNewest(target: Value, revision: unknown): boolean {
  const type = text(within(target, "type"));
  const latest = flag(within(target, "latest_revision"));
  if (type instanceof Unresolved) return isComputed(type) && revision === undefined;
  if (type !== undefined) return NEWEST.has(type);
  return latest === true || revision === undefined;
}

import { ApiError } from "../../api-error";
import { lastSegment, listOf, type Place, textOf } from "../../kind";
import type { CloudObject } from "../../store";
import { revisionState } from "./revisions";

const LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";
const REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";

/** Where the requests are to go; all of them to the latest revision, where nobody says anything. */
export function trafficOf(draft: CloudObject): CloudObject[] {
  const said = listOf(draft, "traffic") as CloudObject[];
  return said.length > 0 ? said : [{ type: LATEST, percent: 100 }];
}

export function refuseTraffic(draft: CloudObject): void {
  const targets = trafficOf(draft);
  const sum = targets.reduce((all, { percent = 0 }) => all + Number(percent), 0);
  if (sum !== 100) throw new ApiError(400, `The percentages of the traffic must add up to 100, got ${sum}.`);
  const nameless = targets.some((one) => one.type === REVISION && textOf(one, "revision") === undefined);
  if (nameless) throw new ApiError(400, "A traffic target of a revision needs the revision's name.");
}

/** Why the requests cannot go there, in Google's words (terraform-docs-samples#269). They then go on as they went. */
export function misrouted(thing: CloudObject, { store, path }: Place): string | undefined {
  for (const target of trafficOf(thing)) {
    const revision = textOf(target, "revision");
    if (target.type !== REVISION || revision === undefined) continue;
    const id = lastSegment(revision);
    const full = `${path}/revisions/${id}`;
    // The one that this very change makes is kept after it.
    const state =
      full === thing.latestCreatedRevision && !store.get(`run/${full}`) ? newest(thing) : revisionState(full, store);
    if (state === "gone") {
      return `Revision '${id}' does not exist or is deleted. Update all traffic to route to currently available revisions.`;
    }
    if (state === "not ready") return `Revision '${id}' is not ready and cannot serve traffic.`;
  }
  return undefined;
}

const newest = (thing: CloudObject) =>
  thing.latestReadyRevision === thing.latestCreatedRevision ? "ready" : "not ready";

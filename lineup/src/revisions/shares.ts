import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import { lastSegment } from "../values";

const LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";

/** Which share of the requests each revision of a service takes, in percent: as it is, not as it was asked for. */
export function sharesOf(service: ApiObject): Map<string, number> {
  const is = thingsAt(service, "trafficStatuses");
  const said = is.length > 0 ? is : thingsAt(service, "traffic");
  const targets = said.length > 0 ? said : [{ type: LATEST, percent: 100 }];
  const shares = new Map<string, number>();
  for (const target of targets) {
    // The newest one that is ready takes what goes to the latest.
    const named = textAt(target, "revision") ?? textAt(service, "latestReadyRevision") ?? "";
    const revision = lastSegment(named);
    const percent = own(target, "percent");
    if (typeof percent === "number") shares.set(revision, (shares.get(revision) ?? 0) + percent);
  }
  return shares;
}

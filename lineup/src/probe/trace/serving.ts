import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { Session } from "../session";

const REVISION = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The revisions that requests go to now, the busiest first, in the form that a connectivity test takes. */
export async function servingRevisions(
  { reader, project }: Session,
  { name, region }: { name: string; region: string },
): Promise<string[]> {
  const at = `projects/${project}/locations/${region}`;
  const path = `${at}/services/${name}`;
  const service = await reader.one({ api: "CLOUD_RUN_V2", path, permission: "run.services.get" });
  const names = serving(service).map((one) => lastSegment(one));
  return [...new Set(names)].filter((one) => REVISION.test(one)).map((one) => `${at}/revisions/${one}`);
}

/** What is said of now, else of what was asked for; the newest ready one is named by its kind. */
function serving(service: ApiObject): string[] {
  const now = thingsAt(service, "trafficStatuses");
  const targets = now.length > 0 ? now : thingsAt(service, "traffic");
  // A target without a share has a tag, and nobody who does not name it gets there.
  const busy = targets.filter((one) => percentOf(one) > 0).sort((one, other) => percentOf(other) - percentOf(one));
  const newest = textAt(service, "latestReadyRevision");
  const said = busy.length > 0 ? busy : targets.slice(0, 1);
  return (said.length > 0 ? said : [{}]).flatMap((one) => textAt(one, "revision") ?? newest ?? []);
}

function percentOf(target: ApiObject): number {
  const percent = own(target, "percent");
  return typeof percent === "number" ? percent : 0;
}

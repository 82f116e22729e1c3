import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { Session } from "../session";

const REVISION = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The revision that most requests go to now, in the form that a connectivity test takes; undefined where none is said. */
export async function servingRevision(
  { reader, project }: Session,
  { name, region }: { name: string; region: string },
): Promise<string | undefined> {
  const at = `projects/${project}/locations/${region}`;
  const path = `${at}/services/${name}`;
  const service = await reader.one({ api: "CLOUD_RUN_V2", path, permission: "run.services.get" });
  const revision = lastSegment(busiest(service) ?? "");
  return REVISION.test(revision) ? `${at}/revisions/${revision}` : undefined;
}

/** What is said of now, else of what was asked for; the newest ready one is named by its kind. */
function busiest(service: ApiObject): string | undefined {
  const now = thingsAt(service, "trafficStatuses");
  const [most] = [...(now.length > 0 ? now : thingsAt(service, "traffic"))].sort(
    (one, other) => percentOf(other) - percentOf(one),
  );
  return textAt(most, "revision") ?? textAt(service, "latestReadyRevision");
}

function percentOf(target: ApiObject): number {
  const percent = own(target, "percent");
  return typeof percent === "number" ? percent : 0;
}

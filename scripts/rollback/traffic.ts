import { type ApiObject, textAt, thingsAt } from "../../lineup/src/google/answer";
import { Lost, RefusedChange } from "../../lineup/src/google/changes";
import { errorIn } from "../../lineup/src/google/error-body";
import { ApiDisabled, ApiFailure } from "../../lineup/src/google/refusal";
import { isBlock, own } from "../../lineup/src/inputs/blocks";
import type { Session } from "../../lineup/src/probe/session";
import type { ServiceAt } from "../../lineup/src/revisions";
import { sharesOf } from "../../lineup/src/revisions/shares";
import { lastSegment } from "../../lineup/src/values";

/** Where the requests of a service are to go. */
export type Destination = { revision: string } | "newest";

/** "unknown" where nobody knows whether it was done, or will be. */
export type Moved = { is: "moved" } | { is: "not moved" | "unknown"; why: string };

const LATEST = "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST";
const REVISION = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION";
const OPERATION = /^projects\/[^/\s]{1,140}\/locations\/[a-z0-9-]{1,63}\/operations\/[\w-]{1,100}$/;
/** Three minutes in all: moving takes seconds. */
const LOOKS = 60;
const BETWEEN_LOOKS = 3_000;
/** How often a lost request is looked for. */
const LOST_LOOKS = 5;

export function pathOf({ project }: Session, { name, region }: ServiceAt): string {
  return `projects/${project}/locations/${region}/services/${name}`;
}

export function serviceNow(session: Session, at: ServiceAt): Promise<ApiObject> {
  return session.reader.one({ api: "CLOUD_RUN_V2", path: pathOf(session, at), permission: "run.services.get" });
}

/** Sends all requests there, as long as the service is still what was looked at. */
export async function moved(session: Session, at: ServiceAt, to: Destination, seen: ApiObject): Promise<Moved> {
  const answer = await asked(session, at, to, seen);
  if ("refused" in answer) return { is: "not moved", why: answer.refused };
  if ("lost" in answer) return (await arrived(session, at, to, LOST_LOOKS)) ? MOVED : unknownAfter(answer.lost);
  const open = await operationEnded(session, textAt(answer.operation, "name") ?? "");
  // What is served decides, whatever is said of the way there.
  if (await arrived(session, at, to, open === undefined ? LOOKS : 1)) return MOVED;
  return unknownAfter(open ?? "Cloud Run says that it is done, and its requests still go elsewhere");
}

const MOVED: Moved = { is: "moved" };

function unknownAfter(why: string): Moved {
  return { is: "unknown", why };
}

/** Whatever has a tag keeps it: a tag has an address of its own, by which somebody may look at a revision. */
function trafficTo(to: Destination, seen: ApiObject): object[] {
  const tagged = thingsAt(seen, "traffic").filter((one) => textAt(one, "tag") !== undefined);
  const all =
    to === "newest" ? { type: LATEST, percent: 100 } : { type: REVISION, revision: to.revision, percent: 100 };
  return [all, ...tagged.map(({ percent: _, ...one }) => one)];
}

type Answered = { operation: ApiObject } | { refused: string } | { lost: string };

/** Once: what is sent a second time would undo what somebody else has done in between. */
async function asked(session: Session, at: ServiceAt, to: Destination, seen: ApiObject): Promise<Answered> {
  const etag = textAt(seen, "etag");
  try {
    const operation = await session.changes.once({
      ...{ api: "CLOUD_RUN_V2", method: "PATCH", path: pathOf(session, at), query: { updateMask: "traffic" } },
      body: { ...(etag === undefined ? {} : { etag }), traffic: trafficTo(to, seen) },
      permission: "run.services.update",
    });
    return { operation };
  } catch (error) {
    if (error instanceof Lost) return { lost: `Google's answer was lost (${error.message})` };
    // https://google.aip.dev/154; a 409 without the word may be about a name that is taken.
    if (error instanceof RefusedChange && errorIn(error.answer.body).status === "ABORTED") {
      return { refused: `somebody else changes ${at.name} at the same time: look again, and repeat it` };
    }
    if (error instanceof ApiFailure || error instanceof ApiDisabled) return { refused: error.message };
    throw error;
  }
}

/** Undefined once it is done; else why its end is not known to be one. */
async function operationEnded(session: Session, path: string): Promise<string | undefined> {
  if (!OPERATION.test(path)) return undefined;
  for (let look = 1; look <= LOOKS; look += 1) {
    session.progress("waiting until Cloud Run has moved the requests");
    try {
      const operation = await session.reader.operation({
        ...{ api: "CLOUD_RUN_V2", path, permission: "run.operations.get" },
      });
      if (own(operation, "done") === true) return isBlock(own(operation, "error")) ? FAILED : undefined;
    } catch (error) {
      if (!(error instanceof ApiFailure || error instanceof ApiDisabled)) throw error;
      return `how far Cloud Run is could not be read (${error.message})`;
    }
    await session.wait(BETWEEN_LOOKS);
  }
  return "Cloud Run has not ended in three minutes";
}

/** It is asked for, and may be done by the next change of the service. */
const FAILED = "Cloud Run took the change and could not send the requests there";

/** Whether its requests go there by what Cloud Run says of itself, not by what was asked for. */
async function arrived(session: Session, at: ServiceAt, to: Destination, looks: number): Promise<boolean> {
  for (let look = 1; look <= looks; look += 1) {
    if (look > 1) await session.wait(BETWEEN_LOOKS);
    try {
      if (isThere(await serviceNow(session, at), to)) return true;
    } catch (error) {
      if (!(error instanceof ApiFailure || error instanceof ApiDisabled)) throw error;
    }
  }
  return false;
}

/** Whether all of its requests go there already. */
export function isThere(service: ApiObject, to: Destination): boolean {
  const shares = sharesOf(service);
  const said = thingsAt(service, "traffic").filter(({ percent }) => typeof percent === "number" && percent > 0);
  if (to !== "newest") {
    // As the newest it has them until the next release, and is held by nothing.
    const isHeld = said.length > 0 && said.every((one) => lastSegment(textAt(one, "revision") ?? "") === to.revision);
    return isHeld && shares.get(to.revision) === 100;
  }
  const newest = lastSegment(textAt(service, "latestReadyRevision") ?? "");
  return shares.get(newest) === 100 && said.every(({ type, revision }) => type === LATEST || (!type && !revision));
}

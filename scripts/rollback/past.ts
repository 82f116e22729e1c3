import type { Environment } from "../../environments/environment";
import type { ApiObject } from "../../lineup/src/google/answer";
import { ApiDisabled, ApiFailure, NotThere } from "../../lineup/src/google/refusal";
import type { Model } from "../../lineup/src/inputs/model";
import { readJson } from "../../lineup/src/inputs/read";
import { readLive } from "../../lineup/src/inventory";
import type { Session } from "../../lineup/src/probe/session";
import {
  judgedOf,
  type ListedRevision,
  listedRevisions,
  MOST,
  type RevisionToday,
  type ServiceAt,
} from "../../lineup/src/revisions";
import { serviceNow } from "./traffic";

export type Service = Environment["services"][string];

/** A revision that may be a way back. */
export type Candidate = RevisionToday & Pick<ListedRevision, "configuration" | "digest" | "live">;

/** A service of the environment, as it is now and as it was. */
export interface Past {
  key: string;
  at: ServiceAt;
  settings: Service;
  /** As Cloud Run says it, with what holds a change back where somebody else has made one. */
  service: ApiObject;
  /** Those that were judged, the newest first. */
  revisions: readonly Candidate[];
  /** The names of all that there are. */
  names: readonly string[];
}

/** Why nothing is known of the past of a service. */
export interface Unknown {
  key: string;
  at: ServiceAt;
  why: string;
  isMissing: boolean;
}

/** The project as it is today, against which every revision is held. */
export async function projectNow(session: Session): Promise<Model> {
  const { project, get, env, wait, say, progress } = session;
  const read = await readLive({ project }, { get, env, wait, say, progress });
  return readJson(JSON.parse(JSON.stringify(read)), `the live project ${project}`);
}

/** A service that has a Redis by its settings may not start without its address: that none is given is no way back. */
function needed(one: RevisionToday, { redis }: Service): RevisionToday {
  if (!redis || one.verdict !== "none") return one;
  const message = "it is given no address of a Redis, and its service has one in the environment's file";
  return { ...one, verdict: "unknown", causes: [...one.causes, { code: "VARIABLE_MISSING", message }] };
}

export async function pastOf(
  session: Session,
  model: Model,
  { key, settings, region }: { key: string; settings: Service; region: string },
  named: readonly string[] = [],
): Promise<Past | Unknown> {
  const at = { name: settings.name, region };
  try {
    const [service, all] = await Promise.all([serviceNow(session, at), listedRevisions(session, at)]);
    const listed = all.filter(({ name, serves }, index) => index < MOST || serves > 0 || named.includes(name));
    const judged = await judgedOf(session, { model }, listed);
    const revisions = judged.map((one, index) => ({ ...(listed[index] as ListedRevision), ...needed(one, settings) }));
    return { key, at, settings, service, revisions, names: all.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof NotThere)
      return { key, at, isMissing: true, why: `there is no service ${at.name} in ${session.project}` };
    if (error instanceof ApiFailure || error instanceof ApiDisabled)
      return { key, at, isMissing: false, why: error.message };
    throw error;
  }
}

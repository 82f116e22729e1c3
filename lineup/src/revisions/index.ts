import type { Model } from "../inputs/model";
import type { Session } from "../probe/session";
import type { RevisionToday } from "./contract";
import { judgedRevisions } from "./judged";
import { type ListedRevision, listedRevisions, type ServiceAt } from "./listed";
import { withRevisions } from "./named";

export type { RevisionToday } from "./contract";
export { type ListedRevision, listedRevisions, type ServiceAt } from "./listed";

/** How many are judged: nobody goes back further, and each names secrets and accounts that are asked for. */
export const MOST = 10;

/**
 * The newest revisions of a service, and those that serve or are named, each with what would happen if it took all
 * requests today. The newest comes first.
 */
export async function revisionsOf(
  session: Session,
  live: { model: Model },
  service: ServiceAt,
  { most = MOST, named = [] }: { most?: number; named?: readonly string[] } = {},
): Promise<RevisionToday[]> {
  const all = await listedRevisions(session, service);
  const listed = all.filter(({ name, serves }, index) => index < most || serves > 0 || named.includes(name));
  return judgedOf(session, live, listed);
}

/** Those that were listed already. */
export async function judgedOf(
  session: Session,
  { model }: { model: Model },
  listed: readonly ListedRevision[],
): Promise<RevisionToday[]> {
  if (listed.length === 0) return [];
  const live = listed.map((one) => one.live);
  return judgedRevisions(await withRevisions(session, model, live), listed);
}

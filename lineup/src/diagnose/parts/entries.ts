import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import type { Scene } from "../part";

export interface Entries {
  /** The newest first. */
  entries: ApiObject[];
  /** There are more: nothing is known of what came before these. */
  more: boolean;
}

const PAGE = 1_000;
const MOST_PAGES = 3;

/** What the logs of the project hold of these, as far back as anybody reads. */
export async function entriesOf({ session, project }: Scene, filter: string): Promise<Entries> {
  const body = { resourceNames: [`projects/${project}`], filter, orderBy: "timestamp desc", pageSize: PAGE };
  const entries: ApiObject[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await session.changes.repeatable({
      ...{ api: "LOGGING", method: "POST", path: "entries:list", permission: "logging.logEntries.list" },
      body: { ...body, ...(pageToken === undefined ? {} : { pageToken }) },
    });
    entries.push(...thingsAt(answer, "entries"));
    const next = textAt(answer, "nextPageToken");
    if (next === undefined || next === pageToken) return { entries, more: false };
    pageToken = next;
  }
  return { entries, more: true };
}

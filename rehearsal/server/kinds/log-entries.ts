import { type EntryTest, entryTest } from "../../../watch/filter/entries";
import { FilterError } from "../../../watch/filter/filter-error";
import { loggingFilter } from "../../../watch/filter/parse";
import { ApiError } from "../api-error";
import { projectId, projectIn } from "../geography";
import { type ApiKind, isCloudObject, listOf, numberOf, textOf, timestamp } from "../kind";

const DEFAULT_PAGE = 50;

/** What was logged: by the cloud itself, and by whoever may write. It is asked for by a filter. */
export const logEntries: ApiKind = {
  collection: "logging/entries",
  style: "immediate",
  named: { field: "insertId" },
  filled: (draft) => draft,
  collectionActions: {
    list: (body, { store }) => {
      const parents = listOf(body, "resourceNames").map(String);
      if (parents.length === 0) throw new ApiError(400, "resourceNames: at least one parent is needed.");
      const isWanted = testOf(textOf(body, "filter") ?? "");
      const all = parents.flatMap((parent) =>
        store.list(`logging/projects/${projectId(projectIn(parent), store)}/entries`),
      );
      const found = all.filter(isWanted);
      const ordered = textOf(body, "orderBy") === "timestamp desc" ? found.reverse() : found;
      const start = numberOf(body, "pageToken") ?? 0;
      const end = start + (numberOf(body, "pageSize") ?? DEFAULT_PAGE);
      return {
        ...(ordered.length > start ? { entries: ordered.slice(start, end) } : {}),
        ...(ordered.length > end ? { nextPageToken: String(end) } : {}),
      };
    },
    // Whoever repeats a request sends the same id: the entry is there once.
    write: (body, { store }) => {
      const { logName = "", resource } = body;
      const project = projectId(projectIn(String(logName)), store);
      if (project === "") throw new ApiError(400, "logName: projects/PROJECT/logs/LOG is needed, for all entries.");
      for (const entry of listOf(body, "entries").filter(isCloudObject)) {
        const insertId = textOf(entry, "insertId") ?? String(store.next());
        const received = { logName, resource, insertId, receiveTimestamp: timestamp() };
        store.put(`logging/projects/${project}/entries/${insertId}`, { timestamp: timestamp(), ...entry, ...received });
      }
      return {};
    },
  },
};

/** A filter that is understood only in part would find what it does not mean. */
function testOf(filter: string): EntryTest {
  try {
    return entryTest(loggingFilter(filter));
  } catch (error) {
    if (error instanceof FilterError) throw new ApiError(400, `Unparseable filter: ${error.message}.`);
    throw error;
  }
}

import { type EntryTest, entryTest } from "../../../watch/filter/entries";
import { FilterError } from "../../../watch/filter/filter-error";
import { loggingFilter } from "../../../watch/filter/parse";
import { ApiError } from "../api-error";
import { projectId, projectIn } from "../geography";
import { type ApiKind, isCloudObject, listOf, numberOf, textOf, thingOf, timestamp } from "../kind";
import type { CloudObject, Store } from "../store";

const DEFAULT_PAGE = 50;

/** What was logged: by what ran here, or by whoever wrote it; asked for by a filter. */
export const logEntries: ApiKind = {
  collection: "logging/entries",
  style: "immediate",
  named: { field: "insertId" },
  filled: (draft) => draft,
  collectionActions: {
    // Whoever repeats a request sends the same id: the entry is there once.
    write: (body, { store }) => {
      const entries = listOf(body, "entries").filter(isCloudObject);
      if (entries.length === 0) throw new ApiError(400, "entries: at least one is needed.");
      const written = entries.map((entry) => writtenOf(entry, body, store));
      if (body.dryRun !== true) for (const [name, entry] of written) store.put(name, entry);
      return {};
    },
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
  },
};

const LOG = /^projects\/([^/]+)\/logs\/([\w\-./%]{1,511})$/;

/** An entry as it is kept. What it does not say of itself is said once for all of them. */
function writtenOf(entry: CloudObject, body: CloudObject, store: Store): [name: string, entry: CloudObject] {
  const logName = textOf(entry, "logName") ?? textOf(body, "logName") ?? "";
  const [, project, log = ""] = LOG.exec(logName) ?? [];
  if (project === undefined) throw new ApiError(400, `Invalid log name: ${JSON.stringify(logName)}.`);
  const resource = thingOf(entry, "resource") ?? thingOf(body, "resource");
  if (textOf(resource, "type") === undefined) throw new ApiError(400, "An entry needs a monitored resource.");
  const payloads = ["textPayload", "jsonPayload", "protoPayload"].filter((key) => entry[key] !== undefined);
  if (payloads.length > 1) throw new ApiError(400, `An entry has one payload, got ${payloads.join(" and ")}.`);
  const id = projectId(project, store);
  const insertId = textOf(entry, "insertId") ?? String(store.next());
  return [
    `logging/projects/${id}/entries/${insertId}`,
    {
      timestamp: timestamp(),
      ...entry,
      labels: { ...thingOf(body, "labels"), ...thingOf(entry, "labels") },
      insertId,
      receiveTimestamp: timestamp(),
      logName: `projects/${id}/logs/${log}`,
      resource: { ...resource, labels: { project_id: id, ...thingOf(resource, "labels") } },
    },
  ];
}

/** A filter that is understood only in part would find what it does not mean. */
function testOf(filter: string): EntryTest {
  try {
    return entryTest(loggingFilter(filter));
  } catch (error) {
    if (error instanceof FilterError) throw new ApiError(400, `Unparseable filter: ${error.message}.`);
    throw error;
  }
}

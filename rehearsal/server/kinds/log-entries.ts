import { ApiError } from "../api-error";
import { projectId, projectIn } from "../geography";
import { type ApiKind, isCloudObject, listOf, numberOf, textOf, timestamp } from "../kind";
import type { CloudObject } from "../store";
import { comparisonsIn, type LogComparison } from "./log-filter";

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
      const comparisons = comparisonsIn(textOf(body, "filter") ?? "");
      const all = parents.flatMap((parent) =>
        store.list(`logging/projects/${projectId(projectIn(parent), store)}/entries`),
      );
      const found = all.filter((entry) => comparisons.every((one) => isMet(one, entry)));
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

/** A field that is not there equals nothing. */
function isMet({ path, operator, value }: LogComparison, entry: CloudObject): boolean {
  const found = path.reduce<unknown>((at, key) => (isCloudObject(at) ? at[key] : undefined), entry);
  const text = found === undefined ? undefined : String(found);
  switch (operator) {
    case "=":
      return text === value;
    case "!=":
      return text !== value;
    case ":":
      return text?.toLowerCase().includes(value.toLowerCase()) ?? false;
    case ">=":
      return text !== undefined && text >= value;
    case "<=":
      return text !== undefined && text <= value;
    case ">":
      return text !== undefined && text > value;
    case "<":
      return text !== undefined && text < value;
  }
}

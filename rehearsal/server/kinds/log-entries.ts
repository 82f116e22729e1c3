import { ApiError } from "../api-error";
import { projectId, projectIn } from "../geography";
import { type ApiKind, isCloudObject, listOf, numberOf, textOf, thingOf, timestamp } from "../kind";
import type { CloudObject, Store } from "../store";
import { comparisonsIn, type LogComparison } from "./log-filter";

const DEFAULT_PAGE = 50;

/** What was logged: by what ran here, or by whoever wrote it; asked for by a filter. */
export const logEntries: ApiKind = {
  collection: "logging/entries",
  style: "immediate",
  named: { field: "insertId" },
  filled: (draft) => draft,
  collectionActions: {
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

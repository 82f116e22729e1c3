import { lastSegment, type Place, timestamp } from "../kind";
import type { CloudObject } from "../store";
import type { Ended } from "./machine";

const STREAMS = ["stdout", "stderr"] as const;
/** No line of a log may be longer; Cloud Run cuts it into several. */
const LONGEST_LINE = 256 * 1024;

/** Keeps what a container wrote, one entry a line. */
export function keepLog(place: Place, execution: string, ended: Ended): void {
  for (const stream of STREAMS) {
    for (const line of ended[stream]) {
      const insertId = `${place.store.next()}`;
      place.store.put(`logging/projects/${place.project}/entries/${insertId}`, {
        insertId,
        ...payloadOf(line.slice(0, LONGEST_LINE)),
        timestamp: timestamp(),
        receiveTimestamp: timestamp(),
        logName: `projects/${place.project}/logs/run.googleapis.com%2F${stream}`,
        resource: {
          type: "cloud_run_job",
          labels: { project_id: place.project, location: place.location, job_name: place.id },
        },
        labels: {
          "run.googleapis.com/execution_name": lastSegment(execution),
          "run.googleapis.com/task_index": "0",
          "run.googleapis.com/task_attempt": "0",
        },
      });
    }
  }
}

/** https://cloud.google.com/run/docs/logging#special-fields: a line of JSON is an object, and its severity is the entry's. */
function payloadOf(line: string): CloudObject {
  const parsed = objectIn(line);
  if (!parsed) return { textPayload: line };
  const { severity, ...jsonPayload } = parsed;
  return typeof severity === "string" ? { jsonPayload, severity } : { jsonPayload };
}

function objectIn(line: string): CloudObject | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as CloudObject;
  } catch {
    return undefined;
  }
}

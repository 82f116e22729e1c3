import { SCRIPT_SHA256 } from "../../../probe/command";
import { phaseOf } from "../../../probe/phases";
import { type ProbeResult, RESULT_SCHEMA, readResult } from "../../../probe/result";
import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { isUnread } from "../google/refusal";
import { own } from "../inputs/blocks";
import { lastSegment } from "../values";
import type { ProbeFinding } from "./contract";
import type { Ended } from "./follow";
import { hostGivenTo, type Job } from "./job";
import type { Session } from "./session";

/** What the probe logged of itself: the line, why there is none, or that it is not to be believed. */
export type Logged = { result: ProbeResult } | { missing: ProbeFinding } | { contradicts: string };

/** A line arrives within seconds, mostly. */
const WAITS = [0, 2_000, 3_000, 5_000, 5_000, 10_000];

export async function loggedBy(session: Session, job: Job, ended: Ended, exitCode: number): Promise<Logged> {
  const execution = lastSegment(ended.path);
  for (const wait of WAITS) {
    if (wait > 0) await session.wait(wait);
    session.progress(`waiting for the log of ${execution}`);
    try {
      const line = await lineOf(session, job, execution, ended);
      if (line !== undefined) return believed(line, ended, exitCode);
    } catch (error) {
      if (!isUnread(error)) throw error;
      return { missing: withoutLog("LOG_UNREAD", `the log of the probe could not be read: ${error.message}`) };
    }
  }
  const message = `the log of the execution ${execution} has not arrived`;
  return { missing: withoutLog("LOG_LATE", message) };
}

function withoutLog(code: string, why: string): ProbeFinding {
  const message = `${why}. The exit code of the task alone says the phase`;
  return { code, message, meanings: [], fix: "" };
}

/** Its labels say which execution an entry is of, so that no clock has to. */
async function lineOf({ changes, project }: Session, { name, region }: Job, execution: string, ended: Ended) {
  const since = sinceBegin(ended.execution);
  const filter = [
    'resource.type="cloud_run_job"',
    `resource.labels.job_name="${name}"`,
    `resource.labels.location="${region}"`,
    `labels."run.googleapis.com/execution_name"="${execution}"`,
    ...(since === undefined ? [] : [`timestamp>="${since}"`]),
  ].join(" AND ");
  const answer = await changes.repeatable({
    ...{ api: "LOGGING", method: "POST", path: "entries:list", permission: "logging.logEntries.list" },
    body: { resourceNames: [`projects/${project}`], filter, orderBy: "timestamp desc", pageSize: 100 },
  });
  return thingsAt(answer, "entries")
    .map(payloadOf)
    .find((payload) => textAt(payload, "schema") === RESULT_SCHEMA);
}

const SLACK = 60 * 60_000;

/** By Google's own time of the execution, and an hour before: a log has the clock of another machine. */
function sinceBegin(execution: ApiObject): string | undefined {
  const created = Date.parse(textAt(execution, "createTime") ?? "");
  return Number.isNaN(created) ? undefined : new Date(created - SLACK).toISOString();
}

/** Cloud Logging takes the severity out of what was printed. */
function payloadOf(entry: ApiObject): unknown {
  const payload = own(entry, "jsonPayload");
  if (payload !== undefined) return { severity: own(entry, "severity"), ...(payload as object) };
  try {
    return JSON.parse(textAt(entry, "textPayload") ?? "");
  } catch {
    return undefined;
  }
}

/** Somebody else can write into a log: the line has to be of this script, of this execution, and fit the exit code. */
function believed(line: unknown, ended: Ended, exitCode: number): Logged {
  const execution = lastSegment(ended.path);
  const result = readResult(line);
  if (!result) return { contradicts: "it is not the line that the script writes" };
  if (result.script !== SCRIPT_SHA256) return { contradicts: "it is of a script with another hash" };
  if (result.execution !== execution) return { contradicts: "it says that it is of another execution" };
  const host = hostGivenTo(ended.execution);
  if (host !== undefined && result.target !== undefined && result.target.host !== host) {
    return { contradicts: "it says that it asked another address than the execution was given" };
  }
  const fits =
    exitCode === 0
      ? result.verdict === "reachable"
      : result.verdict !== "reachable" &&
        (result.verdict === "unknown" ? undefined : result.phase) === phaseOf(exitCode);
  return fits ? { result } : { contradicts: `it says ${result.verdict}${result.phase ? ` at ${result.phase}` : ""}` };
}

import { ApiFailure } from "../google/refusal";
import { lastSegment } from "../values";
import type { Session } from "./session";
import { executionIn, type Started } from "./start";

/** How long the name of an execution that has just been asked for is waited for. */
const LOOKS = 20;
const BETWEEN_LOOKS = 250;

/** Cancels what this call has started, and nothing else. Says what came of each. */
export async function cancelled(session: Session, running: ReadonlySet<Started>): Promise<string[]> {
  const lines = new Map<Started, string>();
  // A run that is tried again may begin meanwhile.
  for (let left = [...running]; left.length > 0; left = [...running].filter((one) => !lines.has(one))) {
    await Promise.all(left.map(async (one) => lines.set(one, await cancelledOne(session, one))));
  }
  return [...lines.values()];
}

async function cancelledOne(session: Session, started: Started): Promise<string> {
  const path = await nameOf(session, started);
  const { job } = started;
  if (path === undefined) {
    return `the job ${job.name} may be running: Google has not said yet which execution it started. It ends by itself`;
  }
  const name = lastSegment(path);
  if (started.wasLost) {
    return `the execution ${name} may be another's, and was not cancelled: Google's answer to the start was lost. It ends by itself`;
  }
  try {
    await session.changes.repeatable({
      ...{ api: "CLOUD_RUN_V2", method: "POST", path: `${path}:cancel`, body: {}, permission: "run.executions.cancel" },
    });
    return `the execution ${name} was cancelled`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `the execution ${name} could not be cancelled (${why}). It ends by itself within a minute`;
  }
}

async function nameOf(session: Session, started: Started): Promise<string | undefined> {
  for (let look = 1; look <= LOOKS && started.execution === undefined && started.operation === undefined; look += 1) {
    await session.wait(BETWEEN_LOOKS);
  }
  const { execution, operation, job } = started;
  if (execution !== undefined || operation === undefined) return execution;
  try {
    const answer = await session.reader.operation({
      ...{ api: "CLOUD_RUN_V2", path: operation, permission: "run.operations.get" },
    });
    return executionIn(answer, job);
  } catch (error) {
    if (error instanceof ApiFailure) return undefined;
    throw error;
  }
}

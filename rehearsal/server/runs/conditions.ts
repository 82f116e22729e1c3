import { timestamp } from "../kind";
import type { CloudObject } from "../store";
import type { Ended } from "./machine";

/** How an execution of one task ends, in the words of Cloud Run. */
export type Outcome =
  | { is: "succeeded" }
  | { is: "failed"; result: CloudObject; message: string; condition: CloudObject }
  | { is: "cancelled" };

/** google.rpc.Code */
export const ABORTED = 10;
const DEADLINE_EXCEEDED = 4;
const SIGKILL = 9;

export function outcomeOf({ exitCode, isTimedOut }: Ended): Outcome {
  if (exitCode === 0) return { is: "succeeded" };
  const [code, message] = isTimedOut
    ? [DEADLINE_EXCEEDED, "The configured timeout was reached."]
    : exitCode === undefined
      ? [ABORTED, "The container was terminated by a signal."]
      : [ABORTED, "The container exited with an error."];
  const ending = exitCode === undefined ? { termSignal: SIGKILL } : { exitCode };
  const condition = isTimedOut ? {} : { executionReason: "NON_ZERO_EXIT_CODE" };
  return { is: "failed", result: { status: { code, message }, ...ending }, message, condition };
}

/** What was never started has no result of an attempt. */
export function notStarted(reason: string | undefined, message: string): Outcome {
  return { is: "failed", result: {}, message, condition: reason === undefined ? {} : { reason } };
}

/** What `lastAttemptResult` says. The API leaves out a zero, so a success has no exit code. */
export function attemptOf(outcome: Outcome): CloudObject {
  if (outcome.is === "succeeded") return { lastAttemptResult: { status: {} } };
  return outcome.is === "failed" && Object.keys(outcome.result).length > 0 ? { lastAttemptResult: outcome.result } : {};
}

/** The conditions of an execution, or of its task; without an outcome it goes on. */
export function conditionsOf(outcome: Outcome | undefined, task?: string): CloudObject[] {
  const now = timestamp();
  const succeeded = (type: string) => ({ type, state: "CONDITION_SUCCEEDED", lastTransitionTime: now });
  const completed = { type: "Completed", lastTransitionTime: now, ...completion(outcome, task) };
  const isStarted = outcome?.is !== "failed" || Object.keys(outcome.result).length > 0;
  return [completed, ...(isStarted ? [succeeded("ResourcesAvailable"), succeeded("Started")] : [])];
}

function completion(outcome: Outcome | undefined, task: string | undefined): CloudObject {
  switch (outcome?.is) {
    case undefined:
      return { state: "CONDITION_RECONCILING" };
    case "succeeded":
      return { state: "CONDITION_SUCCEEDED" };
    case "cancelled":
      return { state: "CONDITION_FAILED", executionReason: "CANCELLED", message: "Execution was cancelled." };
    case "failed":
      return { state: "CONDITION_FAILED", message: failure(outcome.message, task), ...outcome.condition };
  }
}

/** An execution says which of its tasks failed. */
export function failure(message: string, task: string | undefined): string {
  return task === undefined ? message : `Task ${task} failed with message: ${message}`;
}

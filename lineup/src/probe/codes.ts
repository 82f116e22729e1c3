import { MEANINGS } from "./meanings";
import { OBSTACLES } from "./obstacles";

/** What a code in the report of a probe says, whatever the names in its sentence are. */
export interface ProbeCode {
  code: string;
  message: string;
  fix: string;
}

const ROLES = "grant the role that the message names: docs/probe.md lists them";
const AGAIN = "run the probe again";
const NONE = "nothing: the verdict does not hang on it";

/** Of a probe of which nothing was learned, but for the obstacles; and what is found besides. */
const OTHERS: readonly ProbeCode[] = [
  {
    code: "JOB_MISSING",
    message: "there is no such job, or none for this service",
    fix: "deploy, or lineup probe --print-job",
  },
  { code: "JOB_NOT_FOUND", message: "the job was deleted after it was listed", fix: "deploy it again" },
  { code: "NOT_THE_PROBE", message: "the job runs something else than the probe", fix: "deploy it again" },
  { code: "OTHER_SCRIPT", message: "the job runs the script of another version", fix: "deploy with this version" },
  { code: "RUN_FORBIDDEN", message: "these credentials may not start the job", fix: ROLES },
  { code: "NOT_STARTED", message: "Cloud Run refused to start the job", fix: "gcloud run jobs execute says more" },
  { code: "ANSWER_LOST", message: "Google's answer to the start was lost", fix: AGAIN },
  { code: "ANSWER_UNUSABLE", message: "Google's answer about the execution contradicts itself", fix: AGAIN },
  { code: "OPERATION_UNREAD", message: "the operation that starts the job could not be read", fix: ROLES },
  { code: "EXECUTION_UNREAD", message: "the execution could not be read", fix: ROLES },
  { code: "TASKS_UNREAD", message: "the tasks, which hold the exit code, could not be read", fix: ROLES },
  { code: "EXECUTION_UNKNOWN", message: "Google names no execution that it started", fix: AGAIN },
  { code: "EXECUTION_NOT_ENDED", message: "the execution has not ended in its time", fix: "look at it in the console" },
  { code: "EXECUTION_KILLED", message: "a signal ended the container", fix: "give the job more memory" },
  { code: "EXIT_CODE", message: "the exit code is none of the script's", fix: "look at the log of the execution" },
  { code: "LOG_CONTRADICTS", message: "a line of the log does not fit the execution", fix: "look who may write logs" },
  { code: "LOG_UNREAD", message: "the log could not be read: the exit code alone says the phase", fix: ROLES },
  { code: "LOG_LATE", message: "the log has not arrived: the exit code alone says the phase", fix: NONE },
  { code: "JOBS_UNREAD", message: "the jobs of some regions could not be read", fix: ROLES },
  { code: "RETRIED", message: "the job was started again, because a grant may have been young", fix: NONE },
  {
    code: "TASK_RETRIED",
    message: "Cloud Run tried the task again, which hides what came first",
    fix: "set maxRetries to 0",
  },
  { code: "CLOCK_SKEW", message: "the clock of the container is not Google's", fix: AGAIN },
  { code: "PROBE_BLOCKED", message: "what the phase and its code can mean", fix: "docs/probe.md has the table" },
  { code: "VERIFY_DISAGREES", message: "the probe and verify differ", fix: "docs/probe.md has what it can mean" },
  { code: "VERIFY_UNREAD", message: "there is nothing to hold beside the probe", fix: "give --state or --inventory" },
  { code: "NOT_PROBED", message: "a service has a path and no probe", fix: "deploy: its job is made with it" },
  { code: "NO_PATH_BESIDE", message: "verify has no path of this service", fix: "give the state of this environment" },
  {
    code: "TRACE_DISAGREES",
    message: "Google's trace differs from the probe or from verify",
    fix: "compare where they part",
  },
];

export const PROBE_CODES: readonly ProbeCode[] = [
  ...OTHERS,
  ...OBSTACLES.map(({ code, message, fix }) => ({ code, message, fix })),
];

/** Everything that is known of a code: also of one that the script itself gives. */
export function probeCodesNamed(wanted: string): ProbeCode[] {
  const given = MEANINGS.filter(({ codes }) => codes?.includes(wanted)).map(({ phase, message, meanings, fix }) => ({
    code: wanted,
    message: `${phase === undefined ? "" : `at ${phase}: `}${message}. It can mean: ${meanings.join("; or ")}`,
    fix,
  }));
  return [...PROBE_CODES.filter(({ code }) => code === wanted), ...given];
}

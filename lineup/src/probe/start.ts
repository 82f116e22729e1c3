import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { Lost, RefusedChange } from "../google/changes";
import { errorIn } from "../google/error-body";
import { ApiFailure } from "../google/refusal";
import { own } from "../inputs/blocks";
import { lastSegment } from "../values";
import { obstacleIn } from "./conditions";
import type { Job } from "./job";
import type { Obstacle } from "./obstacles";
import type { Session } from "./session";

/** An execution that this call has started, or asked for. */
export interface Started {
  job: Job;
  /** `projects/P/locations/R/jobs/J/executions/E`; undefined until Google says it. */
  execution: string | undefined;
  /** `projects/P/locations/R/operations/O`; undefined where the answer was lost. */
  operation: string | undefined;
  /** The answer to the request was lost: this is the only execution that began since. */
  wasLost?: true;
}

/** Executions that have begun and not ended, for whoever has to cancel them. */
export type Running = Set<Started>;

const OPERATION = /^projects\/[^/\s]{1,140}\/locations\/[a-z0-9-]{1,63}\/operations\/[\w-]{1,100}$/;
/** How often a lost start is looked for, three seconds apart. */
const LOOKS = 4;
const BETWEEN_LOOKS = 3_000;

/** Starts it, once: a second request would start a second execution. */
export async function start(session: Session, job: Job, running: Running): Promise<Started | Obstacle> {
  const starting: Started = { job, execution: undefined, operation: undefined };
  running.add(starting);
  const outcome = await requested(session, job);
  if ("code" in outcome) running.delete(starting);
  return "code" in outcome ? outcome : Object.assign(starting, outcome);
}

type Answered = Omit<Started, "job">;

async function requested(session: Session, job: Job): Promise<Answered | Obstacle> {
  const { changes } = session;
  try {
    const operation = await changes.once({
      ...{ api: "CLOUD_RUN_V2", method: "POST", path: `${job.path}:run`, body: {}, permission: "run.jobs.run" },
    });
    const name = textAt(operation, "name") ?? "";
    const execution = executionIn(operation, job);
    if (!OPERATION.test(name))
      return execution === undefined ? lost(session, job) : { execution, operation: undefined };
    return { execution, operation: name };
  } catch (error) {
    if (error instanceof Lost) return lost(session, job);
    if (error instanceof RefusedChange) return refused(job, error);
    if (error instanceof ApiFailure) return notStarted(job, error.message);
    throw error;
  }
}

/** The execution that an operation is about; its answer has it as well as its metadata. */
export function executionIn(operation: ApiObject, job: Job): string | undefined {
  const names = [own(operation, "metadata"), own(operation, "response")].map((one) => textAt(one, "name"));
  return names.map((name) => pathIn(job, name)).find((path) => path !== undefined);
}

/** Its path under the job that was started, and under no other; Google may write the project's number in its own. */
function pathIn({ path, region, name: job }: Job, name: string | undefined): string | undefined {
  const parts = /^projects\/([^/]{1,140})(\/.{1,250}\/executions\/)([a-z0-9-]{1,80})$/.exec(name ?? "");
  const [, project = "", between, execution] = parts ?? [];
  const isOurs = /^\d+$/.test(project) || path.startsWith(`projects/${project}/`);
  if (!isOurs || between !== `/locations/${region}/jobs/${job}/executions/`) return undefined;
  return `${path}/executions/${execution}`;
}

/** By Google's clock alone: what is newer than the newest that was there when the job was read. */
async function lost(session: Session, job: Job): Promise<Answered | Obstacle> {
  const before = own(job.body, "latestCreatedExecution");
  const [newest, since] = [lastSegment(textAt(before, "name") ?? ""), timeOf(before)];
  for (let look = 1; look <= LOOKS; look += 1) {
    await session.wait(BETWEEN_LOOKS);
    let fresh: ApiObject[];
    try {
      const path = `${job.path}/executions`;
      const all = await session.reader.list("executions", {
        ...{ api: "CLOUD_RUN_V2", path, permission: "run.executions.list" },
      });
      fresh = all.filter((one) => pathIn(job, textAt(one, "name")) !== undefined && timeOf(one) > since);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return answerLost(job, `its executions could not be listed (${error.message})`);
    }
    const ours = fresh.filter((one) => lastSegment(textAt(one, "name") ?? "") !== newest);
    if (ours.length > 1)
      return answerLost(job, `${ours.length} executions have begun since, and which is ours is unknown`);
    const name = pathIn(job, textAt(ours[0], "name"));
    if (name !== undefined) return { execution: name, operation: undefined, wasLost: true };
  }
  return answerLost(job, "no execution has begun since");
}

function timeOf(execution: unknown): number {
  const time = Date.parse(textAt(execution, "createTime") ?? "");
  return Number.isNaN(time) ? 0 : time;
}

function answerLost(job: Job, why: string): Obstacle {
  return {
    code: "ANSWER_LOST",
    message: `whether the job ${job.name} was started is unknown: Google's answer was lost, and ${why}`,
    fix: "run the probe again; a second execution does no harm",
  };
}

/** A refusal may say what keeps the job from running, as a condition does. */
function refused(job: Job, { message, answer }: RefusedChange): Obstacle {
  const error = errorIn(answer.body);
  if (answer.status === 404) {
    return {
      code: "JOB_NOT_FOUND",
      message: `the job ${job.name} was deleted after it was listed`,
      fix: "deploy it again: it is made with its service",
    };
  }
  // A job that is not ready is refused in general words, and says why itself.
  const ofJob = { conditions: [own(job.body, "terminalCondition"), ...thingsAt(job.body, "conditions")] };
  const obstacle = answer.status === 403 ? undefined : obstacleIn({ message: error.message }, ofJob);
  if (obstacle) return obstacle;
  if (answer.status === 403) {
    const young = isYoung(job) ? { mayBeYoung: true as const } : {};
    return { code: "RUN_FORBIDDEN", message: `the job ${job.name} was not started (${message})`, fix: "", ...young };
  }
  return notStarted(job, message);
}

function notStarted(job: Job, why: string): Obstacle {
  return {
    code: "NOT_STARTED",
    message: `the job ${job.name} was not started: ${why}`,
    fix: "run the probe again; where this stays, gcloud run jobs execute says more",
  };
}

const YOUNG = 15 * 60_000;

/** Written within the last minutes, so whoever may run it was perhaps told so a moment ago. */
function isYoung({ body }: Job): boolean {
  const written = Date.parse(textAt(body, "updateTime") ?? textAt(body, "createTime") ?? "");
  return Math.abs(Date.now() - written) < YOUNG;
}

import { type ApiObject, textAt } from "../google/answer";
import { isUnread } from "../google/refusal";
import { own } from "../inputs/blocks";
import { lastSegment } from "../values";
import { obstacleIn } from "./conditions";
import type { ProbeFinding } from "./contract";
import type { Job } from "./job";
import type { Obstacle } from "./obstacles";
import type { Session } from "./session";
import { executionIn, type Started } from "./start";

/** An execution that has ended, as Google describes it. */
export interface Ended {
  path: string;
  execution: ApiObject;
  tasks: ApiObject[];
  findings: ProbeFinding[];
}

/** What is learned on the way is written into `started`, for whoever has to cancel it. */
export async function followed(session: Session, job: Job, started: Started): Promise<Ended | Obstacle> {
  const clock = new Patience(session, allowedFor(job));
  const findings: ProbeFinding[] = [];
  let refusal: unknown;
  if (started.operation !== undefined) {
    try {
      refusal = await operationEnded(session, job, started, clock);
    } catch (error) {
      if (!isUnread(error)) throw error;
      if (started.execution === undefined)
        return unread("OPERATION_UNREAD", "the operation that starts the job", error);
      findings.push({
        code: "OPERATION_UNREAD",
        message: `the operation could not be read (${error.message}): the execution was asked instead`,
        ...{ meanings: [], fix: "" },
      });
    }
  }
  const { execution: path } = started;
  if (path === undefined) return obstacleIn(refusal) ?? clock.ended ?? nameless(job);
  try {
    const execution = await executionEnded(session, path, clock);
    if (!execution) return clock.ended ?? nameless(job);
    const tasks = await tasksOf(session, path);
    return Array.isArray(tasks) ? { path, execution, tasks, findings } : tasks;
  } catch (error) {
    if (!isUnread(error)) throw error;
    return unread("EXECUTION_UNREAD", `the execution ${lastSegment(path)}`, error);
  }
}

const MARGIN = 180_000;
const WAITS = [2_000, 3_000, 5_000];

/** Counts what it waits, so that no clock decides. */
class Patience {
  ended: Obstacle | undefined;
  private turn = 0;

  constructor(
    private readonly session: Session,
    private left: number,
  ) {}

  /** Waits a little longer each time; false where there is no time left. */
  async more(): Promise<boolean> {
    const wait = WAITS[Math.min(this.turn, WAITS.length - 1)] ?? 0;
    this.turn += 1;
    this.left -= wait;
    if (this.left < 0) {
      this.ended = {
        code: "EXECUTION_NOT_ENDED",
        message: "the execution has not ended in the time that its job allows, with three minutes more to start",
        fix: "look at it in the console of Cloud Run: it may wait for capacity, or for its image",
      };
      return false;
    }
    await this.session.wait(wait);
    return true;
  }
}

/** Of one task with all its tries. */
function allowedFor({ body }: Job): number {
  const template = own(own(body, "template"), "template");
  const seconds = Number(/^(\d{1,6})(?:\.\d{1,9})?s$/.exec(textAt(template, "timeout") ?? "")?.[1] ?? 600);
  const retries = own(template, "maxRetries");
  return seconds * 1_000 * (1 + (typeof retries === "number" ? Math.min(10, Math.max(0, retries)) : 0)) + MARGIN;
}

/** Until it is done; returns its error, where it has one. */
async function operationEnded(session: Session, job: Job, started: Started, clock: Patience): Promise<unknown> {
  const { reader, progress } = session;
  do {
    const question = { api: "CLOUD_RUN_V2", path: started.operation ?? "", permission: "run.operations.get" } as const;
    // Once done it may hold the error of the execution, which is no failure of this request.
    const operation = await reader.operation(question);
    started.execution ??= executionIn(operation, job);
    progress(`waiting for ${started.execution === undefined ? job.name : lastSegment(started.execution)}`);
    if (own(operation, "done") === true) return own(operation, "error");
  } while (await clock.more());
  return undefined;
}

async function executionEnded({ reader }: Session, path: string, clock: Patience): Promise<ApiObject | undefined> {
  do {
    const execution = await reader.one({ api: "CLOUD_RUN_V2", path, permission: "run.executions.get" });
    if (textAt(execution, "completionTime") !== undefined) return execution;
  } while (await clock.more());
  return undefined;
}

async function tasksOf({ reader }: Session, path: string): Promise<ApiObject[] | Obstacle> {
  try {
    return await reader.list("tasks", { api: "CLOUD_RUN_V2", path: `${path}/tasks`, permission: "run.tasks.list" });
  } catch (error) {
    if (!isUnread(error)) throw error;
    return unread("TASKS_UNREAD", `the tasks of the execution ${lastSegment(path)}, which hold the exit code,`, error);
  }
}

function nameless(job: Job): Obstacle {
  return {
    code: "EXECUTION_UNKNOWN",
    message: `Google started the job ${job.name} and names no execution of it`,
    fix: "run the probe again",
  };
}

function unread(code: string, what: string, { message }: Error): Obstacle {
  return { code, message: `${what} could not be read: ${message}`, fix: "" };
}

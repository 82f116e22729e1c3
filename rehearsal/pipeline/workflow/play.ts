import { type Contexts, type Functions, holds, resolved, text, type Value } from "./expressions";
import { combinations, environmentOf, type Job, needsOf, type Workflow } from "./model";
import { type JobPlace, playSteps, type StepEnd } from "./steps";

export type Result = "success" | "failure" | "cancelled" | "skipped";

export interface JobEnd {
  id: string;
  /** As GitHub names the check. */
  name: string;
  result: Result;
  matrix: Record<string, Value>;
  outputs: Record<string, string>;
  steps: StepEnd[];
}

/** What a run begins with. */
export interface Trigger {
  github: Record<string, Value>;
  inputs?: Record<string, Value>;
  /** Variables and secrets of the repository and of the environment of a job. */
  vars: (environment: string | undefined) => Record<string, string>;
  secrets: (environment: string | undefined) => Record<string, string>;
  /** GitHub makes a token for each job, which may do what the job's permissions say. */
  token: (permissions: Record<string, string>) => string;
}

export interface JobCall {
  id: string;
  name: string;
  job: Job;
  matrix: Record<string, Value>;
  environment: string | undefined;
  contexts: Contexts;
}

/** Does what the runner does: gives a job a place. Throws where the job cannot start: no machine, no approval. */
export type Runner = (call: JobCall) => Promise<JobPlace>;

/** Plays a workflow job by job, in the order of their needs; one job is done at a time. */
export async function play(workflow: Workflow, trigger: Trigger, runner: Runner): Promise<JobEnd[]> {
  const ends: JobEnd[] = [];
  const left = new Set(Object.keys(workflow.jobs));
  while (left.size > 0) {
    const id = [...left].find((name) => needsOf(jobOf(workflow, name)).every((needed) => !left.has(needed)));
    if (id === undefined) throw new Error(`these jobs wait for each other: ${[...left].join(", ")}`);
    left.delete(id);
    ends.push(...(await playJob(workflow, id, trigger, ends, runner)));
  }
  return ends;
}

/** A job as a whole: of a matrix, the worst of its parts. */
export function resultOf(ends: JobEnd[], id: string): Result {
  const results = ends.filter((end) => end.id === id).map(({ result }) => result);
  for (const worst of ["failure", "cancelled", "success"] as const) if (results.includes(worst)) return worst;
  return "skipped";
}

function jobOf(workflow: Workflow, id: string): Job {
  const job = workflow.jobs[id];
  if (!job) throw new Error(`there is no job ${id}`);
  return job;
}

async function playJob(workflow: Workflow, id: string, trigger: Trigger, before: JobEnd[], runner: Runner) {
  const job = jobOf(workflow, id);
  const needed = Object.fromEntries(needsOf(job).map((need) => [need, needOf(before, need)]));
  const { github, inputs = {} } = trigger;
  const contexts: Contexts = { github, inputs, needs: needed, vars: trigger.vars(undefined) };
  const end = (change: Partial<JobEnd>): JobEnd => ({
    ...{ id, name: job.name ?? id, result: "skipped", matrix: {}, outputs: {}, steps: [], ...change },
  });
  if (!holds(job.if, contexts, statusOf(ancestorsOf(workflow, id).map((name) => resultOf(before, name))))) {
    return [end({})];
  }
  let parts: Record<string, Value>[];
  try {
    const { matrix = {} } = job.strategy ?? {};
    parts = combinations(
      Object.fromEntries(Object.entries(matrix).map(([axis, written]) => [axis, resolved(written, contexts)])),
    );
  } catch {
    // GitHub fails a job whose matrix it cannot evaluate; none of its parts has a name then.
    return [end({ result: "failure" })];
  }
  const ends: JobEnd[] = [];
  for (const matrix of parts) ends.push(await playPart(workflow, id, matrix, trigger, contexts, runner, end));
  return ends;
}

async function playPart(
  workflow: Workflow,
  id: string,
  matrix: Record<string, Value>,
  trigger: Trigger,
  shared: Contexts,
  runner: Runner,
  end: (change: Partial<JobEnd>) => JobEnd,
): Promise<JobEnd> {
  const job = jobOf(workflow, id);
  const known = { ...shared, matrix, strategy: {} };
  const name = text(job.name ?? id, known);
  const environment = environmentOf(job) === undefined ? undefined : text(environmentOf(job) ?? "", known);
  const permissions = { ...(job.permissions ?? workflow.permissions) };
  const contexts: Contexts = {
    ...known,
    github: { ...trigger.github, token: trigger.token(permissions) },
    vars: trigger.vars(environment),
    secrets: trigger.secrets(environment),
  };
  const written = { ...workflow.env, ...job.env };
  contexts.env = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, text(value, contexts)]));
  const call: JobCall = { id, name, job, matrix, environment, contexts };
  let place: JobPlace;
  try {
    place = await runner(call);
  } catch (error) {
    return end({ name, matrix, result: "failure", steps: [{ title: (error as Error).message, outcome: "failure" }] });
  }
  try {
    const shell = job.defaults?.run?.shell ?? workflow.defaults?.run?.shell;
    const played = await playSteps(job.steps, contexts, place, { shell });
    const outputs = Object.fromEntries(
      Object.entries(job.outputs ?? {}).map(([key, value]) => [key, text(value, played.contexts)]),
    );
    return end({ name, matrix, result: played.failed ? "failure" : "success", outputs, steps: played.steps });
  } finally {
    await place.end?.();
  }
}

/** What a job knows of one that it needs. A job that was skipped has no outputs. */
function needOf(before: JobEnd[], id: string): Value {
  const outputs = before.filter((end) => end.id === id).map((end) => end.outputs);
  return { result: resultOf(before, id), outputs: Object.assign({}, ...outputs) };
}

/** All jobs that have to end before this one, not only those it names. */
function ancestorsOf(workflow: Workflow, id: string): string[] {
  const direct = needsOf(jobOf(workflow, id));
  return [...new Set([...direct, ...direct.flatMap((need) => ancestorsOf(workflow, need))])];
}

function statusOf(results: Result[]): Functions {
  return {
    success: () => results.every((result) => result === "success"),
    failure: () => results.includes("failure"),
    cancelled: () => results.includes("cancelled"),
    always: () => true,
  };
}

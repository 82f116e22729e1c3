import { type Contexts, type Functions, holds, text, type Value } from "./expressions";
import { readAction, type Step, titleOf } from "./model";

export interface StepEnd {
  title: string;
  /** Before continue-on-error. */
  outcome: "success" | "failure" | "skipped";
}

/** A step, all of whose expressions have been replaced. */
export interface StepCall {
  title: string;
  /** Its place in the job, then in a composite action: [3], [1, 0]. */
  at: number[];
  uses?: string | undefined;
  with: Record<string, string>;
  run?: string | undefined;
  shell?: string | undefined;
  env: Record<string, string>;
}

export interface Done {
  ok: boolean;
  outputs?: Record<string, string>;
  /** What it has written to GITHUB_ENV. */
  env?: Record<string, string>;
}

/** Where the steps of one job are done. */
export interface JobPlace {
  step(call: StepCall): Promise<Done>;
  /** The hash of the files of these patterns; empty where there are none. */
  hashFiles(patterns: string[]): string;
  /** A file of the checkout: the action.yml of a local action. */
  read(path: string): string;
  end?(): Promise<void>;
}

interface Played {
  failed: boolean;
  contexts: Contexts;
  steps: StepEnd[];
}

/** The steps of a job, or of a composite action, in turn. */
export async function playSteps(
  steps: Step[],
  contexts: Contexts,
  place: JobPlace,
  { shell, at = [] }: { shell?: string | undefined; at?: number[] } = {},
): Promise<Played> {
  const ends: StepEnd[] = [];
  const known: Contexts & { steps: Record<string, Value>; env: Record<string, string> } = {
    ...contexts,
    steps: {},
    env: { ...(contexts.env as Record<string, string>) },
  };
  let failed = false;
  for (const [index, step] of steps.entries()) {
    const functions = {
      ...statusOf(failed),
      hashFiles: (...patterns: Value[]) => place.hashFiles(patterns.map(String)),
    };
    const title = titleOf(step);
    let done: Done | undefined;
    try {
      if (holds(step.if, known, functions)) {
        done = await playStep({ ...step, shell: step.shell ?? shell ?? "" }, [...at, index], known, functions, place);
      }
    } catch (error) {
      // GitHub fails a step whose expressions it cannot evaluate, or whose action it cannot find.
      ends.push({ title: `${title}: ${(error as Error).message}`, outcome: "failure" });
      failed = true;
      continue;
    }
    const outcome = done === undefined ? "skipped" : done.ok ? "success" : "failure";
    const forgiven = outcome === "failure" && text(step["continue-on-error"] ?? false, known) === "true";
    ends.push({ title, outcome });
    if (step.id) {
      const conclusion = forgiven ? "success" : outcome;
      known.steps[step.id] = { outcome, conclusion, outputs: done?.outputs ?? {} };
    }
    Object.assign(known.env, done?.env);
    if (outcome === "failure" && !forgiven) failed = true;
  }
  return { failed, contexts: known, steps: ends };
}

async function playStep(step: Step, at: number[], contexts: Contexts, functions: Functions, place: JobPlace) {
  const texts = (written: Record<string, Value> = {}) =>
    Object.fromEntries(Object.entries(written).map(([key, value]) => [key, text(value, contexts, functions)]));
  const env = { ...(contexts.env as Record<string, string>), ...texts(step.env) };
  const call: StepCall = {
    ...{ title: text(titleOf(step), contexts, functions), at, uses: step.uses, with: texts(step.with) },
    ...{ run: step.run === undefined ? undefined : text(step.run, contexts, functions), shell: step.shell, env },
  };
  if (!step.uses?.startsWith("./")) return place.step(call);
  return playLocalAction(call, contexts, place);
}

async function playLocalAction(call: StepCall, contexts: Contexts, place: JobPlace): Promise<Done> {
  // The place may have something else to do first, and may fail the action as a whole.
  const begun = await place.step(call);
  if (!begun.ok) return begun;
  const { inputs = {}, outputs = {}, runs } = readAction(place.read(`${call.uses}/action.yml`));
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, call.with[name] ?? text(input.default ?? "", contexts)]),
  );
  const played = await playSteps(runs.steps, { ...contexts, inputs: given, env: call.env }, place, { at: call.at });
  const env = Object.fromEntries(
    Object.entries(played.contexts.env as Record<string, string>).filter(([key, value]) => call.env[key] !== value),
  );
  return {
    ok: !played.failed,
    outputs: Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, text(value, played.contexts)])),
    env,
  };
}

function statusOf(failed: boolean): Functions {
  return { success: () => !failed, failure: () => failed, cancelled: () => false, always: () => true };
}

import { parse } from "yaml";
import type { Value } from "./expressions";

type Texts = Record<string, Value>;

export interface Step {
  id?: string;
  name?: string;
  if?: Value;
  uses?: string;
  with?: Texts;
  run?: string;
  shell?: string;
  env?: Texts;
  "continue-on-error"?: Value;
  "working-directory"?: string;
}

export interface Job {
  name?: string;
  needs?: string | string[];
  if?: Value;
  environment?: string | { name: string };
  permissions?: Record<string, "read" | "write" | "none">;
  strategy?: { "fail-fast"?: boolean; matrix?: Texts };
  env?: Texts;
  outputs?: Texts;
  defaults?: { run?: { shell?: string; "working-directory"?: string } };
  "continue-on-error"?: Value;
  steps: Step[];
}

export interface Workflow {
  name: string;
  on: Value;
  permissions?: Record<string, "read" | "write" | "none">;
  env?: Texts;
  defaults?: Job["defaults"];
  jobs: Record<string, Job>;
}

export interface CompositeAction {
  inputs?: Record<string, { default?: Value; required?: boolean }>;
  outputs?: Record<string, { value: Value }>;
  runs: { using: string; steps: Step[] };
}

/** YAML 1.2 as GitHub reads it: `on` is a word there, and not `true`. */
export function readWorkflow(yaml: string): Workflow {
  const workflow = parse(yaml) as Workflow;
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (!Array.isArray(job.steps))
      throw new Error(`the job ${id} has no steps: reusable workflows are not played here`);
  }
  return workflow;
}

export function readAction(yaml: string): CompositeAction {
  const action = parse(yaml) as CompositeAction;
  if (action.runs.using !== "composite") throw new Error(`only composite actions are played, got ${action.runs.using}`);
  return action;
}

export const needsOf = ({ needs = [] }: Job): string[] => (typeof needs === "string" ? [needs] : needs);
export const environmentOf = ({ environment }: Job): string | undefined =>
  typeof environment === "object" ? environment.name : environment;

/** How a step is called where it has no name. */
export const titleOf = ({ name, run, uses }: Step): string => name ?? uses ?? `Run ${run?.split("\n")[0] ?? ""}`;

/** Each combination of a matrix; of `include` and `exclude` nothing is known here. */
export function combinations(matrix: Texts): Record<string, Value>[] {
  if ("include" in matrix || "exclude" in matrix) throw new Error("a matrix with include or exclude is not played");
  return Object.entries(matrix).reduce<Record<string, Value>[]>(
    (made, [axis, values]) => {
      if (!Array.isArray(values) || values.length === 0) throw new Error(`the matrix ${axis} has no values`);
      return made.flatMap((one) => values.map((value) => ({ ...one, [axis]: value })));
    },
    [{}],
  );
}

import type { Asked } from "../../pipeline/act/sign-in";
import type { RepositoryRecord, Run } from "../../pipeline/github/records";
import { text } from "../../pipeline/workflow/expressions";
import { environmentOf, type Workflow } from "../../pipeline/workflow/model";
import type { Event } from "../pipeline/hosted";
import type { Identities } from "../pipeline/identities";

/** act has one set of variables; GitHub gives a job those of its environment. */
export const OF_ENVIRONMENT = { WORKLOAD_IDENTITY_PROVIDER: "(provider)", SERVICE_ACCOUNT: "(account)" };

/** The run that a job says it is of. */
export interface Running {
  repository: RepositoryRecord;
  /** What the file says in the commit that runs. */
  workflow: Workflow;
  event: Event;
  run: Run;
}

/** Signs a job in. Its environment and its permissions are those in the file that runs. */
export async function signIn(asked: Asked, running: Running, identities: Identities) {
  const { workflow, event, run } = running;
  const job = workflow.jobs[asked.job];
  if (!job) throw new Error(`${run.path} has no job ${asked.job}`);
  const matrix = { environment: asked.environment };
  const written = environmentOf(job);
  const environment = written === undefined ? undefined : text(written, { matrix, inputs: event.inputs ?? {} });
  if (environment !== undefined) identities.admit(environment, event.ref);
  const inputs = withVariables(asked.with, identities.vars(environment));
  const { full_name, id, owner } = running.repository;
  const github = { repository: full_name, repository_id: String(id), repository_owner_id: String(owner.id) };
  const call = { id: asked.job, name: job.name ?? asked.job, job, matrix, environment, contexts: { github } };
  return { token: await identities.signIn(inputs, { call, event, run }), account: inputs.service_account };
}

function withVariables(given: Record<string, string>, vars: Record<string, string>): Record<string, string> {
  const variables = new Map(
    Object.entries(OF_ENVIRONMENT).map(([name, placeholder]) => [placeholder, vars[name] ?? ""]),
  );
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, variables.get(value) ?? value]));
}

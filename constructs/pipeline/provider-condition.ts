import { githubEnvironments } from "../../facts/identities";

/** Which jobs of which repository Google takes for the pipeline of an environment. */
export interface TrustedJobs {
  /** The environment's name; GitHub's environments are named after it. */
  environment: string;
  /** Ids and not names: a name that is given up can be taken by somebody else, an id never. */
  repositoryId: string;
  ownerId: string;
}

const MAIN = "refs/heads/main";

/**
 * The attributes by which bindings know a job. A subject may have 127 bytes, and GitHub's own, with the names of owner,
 * repository and environment in it, can be longer: an exchange then fails. The subject is what audit logs show.
 */
export const ATTRIBUTES = {
  "google.subject": 'assertion.repository_id + ":" + assertion.environment + ":" + assertion.event_name',
  "attribute.environment": "assertion.environment",
  "attribute.place": 'assertion.environment + ":" + assertion.ref',
} as const;

/** What a binding grants to: the jobs that apply, those that only read, and those that prove. */
export const placesOf = (environment: string) => {
  const { deploy, plan, main, probe } = githubEnvironments(environment);
  return {
    deploy: [`attribute.place/${deploy}:${MAIN}`],
    plan: [`attribute.environment/${plan}`, `attribute.place/${main}:${MAIN}`],
    probe: [`attribute.place/${probe}:${MAIN}`],
  };
};

/**
 * The condition of the provider, in CEL: no other job becomes anybody. A claim that is missing is an error there, and an
 * error refuses. Only operators and functions of the language's standard are used. It may have 4096 characters.
 *
 * A branch can write any workflow and give a job any environment: on a branch these lines prove only that the job runs
 * for a pull request to main in the planning environment, whose reviewers are GitHub's to ask. On main the file that
 * runs is main's own: its environment, its event and its path are facts.
 */
export function providerCondition({ environment, repositoryId, ownerId }: TrustedJobs): string {
  const { deploy, plan, main, probe } = githubEnvironments(environment);
  const all = (...terms: string[]) => terms.join(" && ");
  const any = (...terms: string[]) => `(${terms.map((term) => `(${term})`).join(" || ")})`;
  const is = (claim: string, ...values: string[]) =>
    values.length === 1
      ? `assertion.${claim} == "${values[0]}"`
      : `assertion.${claim} in [${values.map((value) => `"${value}"`).join(", ")}]`;
  // A workflow called from elsewhere names that place here. The name is the one of today: a renamed repository goes on.
  const runs = (workflow: string, ref: string) =>
    `assertion.job_workflow_ref == assertion.repository + "/.github/workflows/${workflow}@" + ${ref}`;
  const onMain = (workflow: string, ...events: string[]) =>
    all(is("ref", MAIN), is("event_name", ...events), runs(workflow, `"${MAIN}"`));

  return all(
    is("repository_id", repositoryId),
    is("repository_owner_id", ownerId),
    any(
      all(is("environment", deploy, plan, main, probe), onMain("deploy.yaml", "push", "workflow_dispatch")),
      all(is("environment", plan, main, probe), onMain("drift.yaml", "schedule", "workflow_dispatch")),
      all(
        is("environment", plan),
        is("event_name", "pull_request"),
        is("base_ref", "main"),
        'assertion.ref.startsWith("refs/pull/")',
        runs("pr.yaml", "assertion.ref"),
      ),
    ),
  );
}

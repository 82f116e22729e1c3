import { GitHub } from "../../lineup/src/github/client";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { setOutputs } from "../../lineup/src/github/workflow-commands";
import { NEW_PLAN } from "./sealed-plan";

const WORKFLOW = ".github/workflows/pr.yaml";

interface Pull {
  number: number;
  merged_at: string | null;
  merge_commit_sha: string | null;
  head: { sha: string };
}

interface Run {
  id: number;
  path: string;
  head_repository: { full_name: string } | null;
}

interface Artifact {
  name: string;
  expired: boolean;
}

/**
 * find-plan.ts ENVIRONMENT: the run of pr.yaml that has made the plan of the commit that is deployed: the run of the
 * pull request it came by, or the one whose number is PLAN_RUN. unseal.ts checks that the plan belongs to the files.
 */
export async function findPlan([name]: string[], env: Env): Promise<string> {
  const environment = environmentName(name);
  const { GITHUB_SHA, GITHUB_OUTPUT } = required(env, "GITHUB_SHA", "GITHUB_OUTPUT");
  const github = new GitHub(env);
  const run = env.PLAN_RUN ? await runByNumber(github, env.PLAN_RUN) : await runOfCommit(github, GITHUB_SHA);
  // GitHub sets path and repository; the name of a workflow is free text.
  if (run.path.split("@")[0] !== WORKFLOW || run.head_repository?.full_name !== github.repository) {
    throw new StepError(`run ${run.id} is not one of ${WORKFLOW} in this repository`);
  }
  const artifact = `sealed-plan-${environment}`;
  const artifacts = await github.list<Artifact>(
    `/actions/runs/${run.id}/artifacts?name=${artifact}`,
    (answer) => (answer as { artifacts: Artifact[] }).artifacts,
  );
  if (!artifacts.some((found) => found.name === artifact && !found.expired)) {
    throw new StepError(`run ${run.id} has no plan of ${environment}, or it has expired - ${NEW_PLAN}`);
  }
  setOutputs(GITHUB_OUTPUT, { plan_run: run.id, artifact });
  return `the plan of ${environment} is that of run ${run.id}`;
}

async function runByNumber(github: GitHub, number: string): Promise<Run> {
  if (!/^[1-9]\d{0,18}$/.test(number)) throw new StepError(`a run is a number, got ${JSON.stringify(number)}`);
  return github.send<Run>("GET", `/actions/runs/${number}`);
}

async function runOfCommit(github: GitHub, commit: string): Promise<Run> {
  const pulls = await github.list<Pull>(`/commits/${commit}/pulls`);
  const pull = pulls.find(({ merged_at, merge_commit_sha }) => merged_at !== null && merge_commit_sha === commit);
  if (!pull)
    throw new StepError(`${commit} belongs to no merged pull request, so no plan of it was reviewed - ${NEW_PLAN}`);
  const runs = await github.list<Run>(
    `/actions/workflows/pr.yaml/runs?event=pull_request&head_sha=${pull.head.sha}`,
    (answer) => (answer as { workflow_runs: Run[] }).workflow_runs,
  );
  // The latest: an earlier run of the same commit planned against an older state.
  const [run] = runs.sort((one, other) => other.id - one.id);
  if (!run) throw new StepError(`pull request ${pull.number} has no run of pr.yaml - ${NEW_PLAN}`);
  return run;
}

if (require.main === module) asStep("find-plan", findPlan);

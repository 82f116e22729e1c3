import { GitHub } from "../../lineup/src/github/client";
import { asStep, type Env, environmentName, required, StepError } from "../../lineup/src/github/entry";
import { setOutputs } from "../../lineup/src/github/workflow-commands";
import { BY_HAND } from "./same-changes";

const WORKFLOW = ".github/workflows/pr.yaml";
const BASE = "main";

interface Repository {
  full_name: string;
}

interface Pull {
  number: number;
  merged_at: string | null;
  merge_commit_sha: string | null;
  head: { sha: string; repo: Repository | null };
  base: { ref: string; repo: Repository | null };
}

interface Run {
  id: number;
  path: string;
  event: string;
  status: string;
  conclusion: string | null;
  head_sha: string;
  head_repository: Repository | null;
  repository: Repository;
  pull_requests?: { number: number; base: { ref: string } }[] | null;
}

interface Artifact {
  name: string;
  expired: boolean;
  created_at: string | null;
}

/**
 * reviewed-changes.ts ENVIRONMENT: where to find what was reviewed for the commit that is deployed. GitHub says which run
 * it is; that the branch could have written anything into it does no harm: it is only compared.
 */
export async function reviewedChanges([name]: string[], env: Env): Promise<string> {
  const environment = environmentName(name);
  const { GITHUB_SHA, GITHUB_OUTPUT } = required(env, "GITHUB_SHA", "GITHUB_OUTPUT");
  const github = new GitHub(env);
  const pull = await mergedAs(github, GITHUB_SHA);
  const run = await runOf(github, pull);
  const artifact = `review-${environment}`;
  const artifacts = await github.list<Artifact>(
    `/actions/runs/${run.id}/artifacts?name=${artifact}`,
    (answer) => (answer as { artifacts: Artifact[] }).artifacts,
  );
  const [found, ...others] = artifacts.filter((one) => one.name === artifact && !one.expired);
  if (!found) throw refused(`run ${run.id} has no review of ${environment}, or it has expired`);
  if (others.length > 0) throw refused(`run ${run.id} has ${others.length + 1} reviews of ${environment}`);
  if (!(Date.parse(found.created_at ?? "") <= Date.parse(pull.merged_at))) {
    throw refused(`the review of ${environment} in run ${run.id} was made after the merge, so nobody has merged it`);
  }
  setOutputs(GITHUB_OUTPUT, { run: run.id, artifact, commit: pull.head.sha, pull_request: pull.number });
  return `pull request ${pull.number} was reviewed in run ${run.id}`;
}

async function mergedAs(github: GitHub, commit: string): Promise<Pull & { merged_at: string }> {
  const pulls = await github.list<Pull>(`/commits/${commit}/pulls`);
  const { repository } = github;
  const pull = pulls.find(
    ({ merged_at, merge_commit_sha, base }) =>
      merged_at !== null && merge_commit_sha === commit && base.ref === BASE && base.repo?.full_name === repository,
  );
  if (!pull?.merged_at)
    throw refused(`${commit} is not the merge of a pull request into ${BASE}, so it was not reviewed`);
  if (pull.head.repo?.full_name !== repository) {
    throw refused(`pull request ${pull.number} comes from a fork, for which no plan is made`);
  }
  return { ...pull, merged_at: pull.merged_at };
}

/** The latest: an earlier run of the same commit has planned against an older state. */
async function runOf(github: GitHub, pull: Pull): Promise<Run> {
  const { repository } = github;
  const runs = await github.list<Run>(
    `/actions/workflows/pr.yaml/runs?event=pull_request&head_sha=${pull.head.sha}`,
    (answer) => (answer as { workflow_runs: Run[] }).workflow_runs,
  );
  // GitHub sets these; the name of a workflow is free text. A second pull request of the commit has runs of its own.
  const ours = runs.filter(
    (run) =>
      run.path.split("@")[0] === WORKFLOW &&
      run.event === "pull_request" &&
      run.head_sha === pull.head.sha &&
      run.repository.full_name === repository &&
      run.head_repository?.full_name === repository &&
      (!run.pull_requests?.length ||
        run.pull_requests.some(({ number, base }) => number === pull.number && base.ref === BASE)),
  );
  const [run] = ours.sort((one, other) => other.id - one.id);
  if (!run) throw refused(`pull request ${pull.number} has no run of ${WORKFLOW}`);
  if (run.status !== "completed" || run.conclusion !== "success") {
    throw refused(`run ${run.id} of pull request ${pull.number} has ended with ${run.conclusion ?? run.status}`);
  }
  return run;
}

const refused = (why: string) => new StepError(`${why} - ${BY_HAND}`);

if (require.main === module) asStep("reviewed-changes", reviewedChanges);

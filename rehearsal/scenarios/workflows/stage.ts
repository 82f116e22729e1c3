import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Act } from "../../pipeline/act/find";
import { type ActJob, jobsIn } from "../../pipeline/act/log";
import { ActRunner } from "../../pipeline/act/run";
import { type Asked, SignInDesk } from "../../pipeline/act/sign-in";
import type { Pull, Run } from "../../pipeline/github/records";
import { Repository } from "../../pipeline/github/repository";
import { LoopbackGitHub } from "../../pipeline/github/server";
import { text } from "../../pipeline/workflow/expressions";
import { environmentOf, readWorkflow } from "../../pipeline/workflow/model";
import type { Sandbox } from "../../sandbox";
import type { Identities } from "../pipeline/identities";
import type { Origin } from "../pipeline/origin";
import type { Event } from "../pipeline/stage";

const WORKFLOWS = ".github/workflows";
const SERVER = "https://github.com";
/** The version that .nvmrc and .ci/nodes.json ask for, and the only part of the matrix of `check` that is run. */
export const NODE = { line: "26", version: "26.10.0" };

/** act has one set of variables; GitHub gives a job those of its environment. */
const OF_ENVIRONMENT = { WORKLOAD_IDENTITY_PROVIDER: "(provider)", SERVICE_ACCOUNT: "(account)" };

export interface Ran {
  run: Run;
  jobs: ActJob[];
  /** Which jobs have signed in, and as whom. */
  accounts: string[];
}

export interface Place {
  act: Act;
  folder: string;
  origin: Origin;
  owner: Sandbox;
  identities: Identities;
  repository: { repository: string; repository_id: string; repository_owner_id: string };
  /** Folders of actions of this project's own, by the name that a workflow uses. */
  actions?: Map<string, string>;
}

/** A repository whose workflow files act runs, on the loopback GitHub and the loopback cloud. */
export class ActStage {
  private constructor(
    readonly origin: Origin,
    readonly repository: Repository,
    readonly github: LoopbackGitHub,
    private readonly desk: SignInDesk,
    private readonly runner: ActRunner,
    private readonly place: Place,
  ) {}

  static async open(place: Place): Promise<ActStage> {
    const { act, folder, origin } = place;
    const { repository: name, repository_id: id, repository_owner_id: owner } = place.repository;
    const repository = new Repository(name, () => new Date().toISOString());
    repository.record.id = Number(id);
    repository.record.owner.id = Number(owner);
    const github = await LoopbackGitHub.start(repository);
    const runner = new ActRunner(act, folder, NODE.version, place.actions);
    return new ActStage(origin, repository, github, await SignInDesk.open(), runner, place);
  }

  propose(branch: string): Pull {
    const { repository, origin } = this;
    const pull = repository.pull(repository.branch(branch, origin.head(branch)));
    Object.assign(pull.base, { ref: "main", sha: origin.head() });
    return pull;
  }

  review(pull: Pull): Promise<Ran> {
    const ref = `refs/pull/${pull.number}/merge`;
    return this.run("pr.yaml", { name: "pull_request", commit: this.origin.mergeOf(pull.head.sha, ref), ref, pull });
  }

  merge(pull: Pull): string {
    const commit = this.origin.mergeOf(pull.head.sha, "refs/heads/main");
    this.repository.merge(pull, commit);
    return commit;
  }

  deploy(change: Partial<Event> = {}): Promise<Ran> {
    return this.run("deploy.yaml", { name: "push", commit: this.origin.head(), ref: "refs/heads/main", ...change });
  }

  drift(): Promise<Ran> {
    return this.run("drift.yaml", { name: "schedule", commit: this.origin.head(), ref: "refs/heads/main" });
  }

  async run(file: string, event: Event): Promise<Ran> {
    const { repository, origin, place, github } = this;
    const { pull } = event;
    const run = repository.run({
      ...{ path: `${WORKFLOWS}/${file}`, event: event.name, status: "in_progress", conclusion: null },
      ...{ head_sha: pull?.head.sha ?? event.commit, head_branch: pull?.head.ref ?? "main" },
      pull_requests: pull ? [{ number: pull.number, base: pull.base, head: pull.head }] : [],
    });
    const accounts: string[] = [];
    this.desk.answers = async (asked) => {
      const { token, account } = await this.signIn(asked, file, event, run);
      accounts.push(`${asked.job}: ${account}`);
      return token;
    };
    const folder = join(place.folder, `run-${run.id}`);
    mkdirSync(folder);
    origin.checkout(event.commit, folder);
    // act gives all jobs one token: that of a job may do less.
    const token = github.tokenFor({ actions: "read", contents: "read", issues: "write", "pull-requests": "write" });
    const { args, env } = await this.runner.command({
      ...{ folder, file, event: event.name, token, payload: this.payload(event), matrix: { node: NODE.line } },
      ...{ env: this.env(run, event), vars: OF_ENVIRONMENT },
    });
    const ended = await place.owner.run(
      this.runner.act.program,
      args,
      { ...env, ...this.git() },
      folder,
      `act ${file}`,
    );
    const jobs = jobsIn(ended.stdout);
    if (jobs.length === 0 && ended.code !== 0)
      throw new Error(`act has run no job of ${file}:\n${ended.stderr.trim() || ended.stdout.slice(-2000)}`);
    this.keepArtifacts(run);
    run.status = "completed";
    run.conclusion = ended.code === 0 ? "success" : "failure";
    return { run, jobs, accounts };
  }

  /** The environment and the permissions of a job are those in the file that runs. */
  private async signIn(asked: Asked, file: string, event: Event, run: Run) {
    const { origin, place, repository } = this;
    const workflow = readWorkflow(origin.read(event.commit, `${WORKFLOWS}/${file}`));
    const job = workflow.jobs[asked.job];
    if (!job) throw new Error(`${file} has no job ${asked.job}`);
    const matrix = { environment: asked.environment };
    const written = environmentOf(job);
    const environment = written === undefined ? undefined : text(written, { matrix, inputs: event.inputs ?? {} });
    if (environment !== undefined) place.identities.admit(environment, event.ref);
    const vars = place.identities.vars(environment);
    const given = Object.entries(asked.with).map(([name, value]) => {
      const variable = Object.entries(OF_ENVIRONMENT).find(([, placeholder]) => placeholder === value)?.[0];
      return [name, variable === undefined ? value : (vars[variable] ?? "")];
    });
    const inputs = Object.fromEntries(given) as Record<string, string>;
    const { full_name, id, owner } = repository.record;
    const github = { repository: full_name, repository_id: String(id), repository_owner_id: String(owner.id) };
    const call = { id: asked.job, name: job.name ?? asked.job, job, matrix, environment, contexts: { github } };
    return { token: await place.identities.signIn(inputs, { call, event, run }), account: inputs.service_account };
  }

  private payload({ pull, ref, inputs, commit }: Event): object {
    const { repository } = this;
    const said = { ...repository.record, html_url: `${SERVER}/${repository.record.full_name}` };
    return {
      repository: said,
      inputs,
      ...(pull ? { number: pull.number, pull_request: pull } : { ref, after: commit }),
    };
  }

  private env(run: Run, { ref, commit, pull }: Event): Record<string, string> {
    return {
      ...{ GITHUB_API_URL: this.github.url, GITHUB_SERVER_URL: SERVER, GITHUB_RUN_ID: String(run.id) },
      ...{ GITHUB_REPOSITORY: this.repository.record.full_name, GITHUB_REF: ref, SHA_REF: commit },
      ...(pull ? { GITHUB_BASE_REF: pull.base.ref, GITHUB_HEAD_REF: pull.head.ref } : {}),
      SIGN_IN_URL: this.desk.url,
    };
  }

  /** actions/checkout asks github.com for the repository, and git takes it from here. */
  private git(): Record<string, string> {
    const from = `${SERVER}/${this.repository.record.full_name}`;
    return {
      ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" },
      ...{ GIT_CONFIG_KEY_0: `url.file://${this.origin.bare}.insteadOf`, GIT_CONFIG_VALUE_0: from },
    };
  }

  /** What act's own server has taken is what GitHub's API gives to other runs. */
  private keepArtifacts(run: Run): void {
    const folder = join(this.runner.artifacts, String(run.id));
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      this.repository.artifact(run, name, readFileSync(join(folder, name, `${name}.zip`)));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.github.stop(), this.desk.close()]);
  }
}

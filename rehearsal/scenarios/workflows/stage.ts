import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Act } from "../../pipeline/act/find";
import { type ActJob, jobsIn } from "../../pipeline/act/log";
import { ActRunner } from "../../pipeline/act/run";
import { SignInDesk } from "../../pipeline/act/sign-in";
import type { Run } from "../../pipeline/github/records";
import type { Repository } from "../../pipeline/github/repository";
import { LoopbackGitHub } from "../../pipeline/github/server";
import { readWorkflow } from "../../pipeline/workflow/model";
import type { Sandbox } from "../../sandbox";
import { type Event, Hosted, type Named, repositoryOf } from "../pipeline/hosted";
import type { Identities } from "../pipeline/identities";
import type { Origin } from "../pipeline/origin";

import { OF_ENVIRONMENT, signIn } from "./job-identity";
import { contextOf, gitFrom, payloadOf } from "./told";

/** The version that .nvmrc and .ci/nodes.json ask for, and the only part of the matrix of `check` that is run. */
export const NODE = { line: "26", version: "26.10.0" };

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
  repository: Named;
  /** Folders of actions of this project's own, by the name that a workflow uses. */
  actions?: Map<string, string>;
}

/** A repository whose workflow files act runs, on the loopback GitHub and the loopback cloud. */
export class ActStage extends Hosted<Ran> {
  private constructor(
    origin: Origin,
    repository: Repository,
    readonly github: LoopbackGitHub,
    private readonly desk: SignInDesk,
    private readonly runner: ActRunner,
    private readonly place: Place,
  ) {
    super(origin, repository);
  }

  static async open(place: Place): Promise<ActStage> {
    const { act, folder, origin } = place;
    const repository = repositoryOf(place.repository, origin);
    const github = await LoopbackGitHub.start(repository);
    const runner = new ActRunner(act, folder, NODE.version, place.actions);
    return new ActStage(origin, repository, github, await SignInDesk.open(), runner, place);
  }

  async play(file: string, event: Event): Promise<Ran> {
    const { repository, origin, place, github } = this;
    const run = this.begun(file, event);
    const workflow = readWorkflow(origin.read(event.commit, run.path));
    const accounts: string[] = [];
    this.desk.answers = async (asked) => {
      const { token, account } = await signIn(
        asked,
        { repository: repository.record, workflow, event, run },
        place.identities,
      );
      accounts.push(`${asked.job}: ${account}`);
      return token;
    };
    const folder = join(place.folder, `run-${run.id}`);
    mkdirSync(folder);
    origin.checkout(event.commit, folder);
    // act gives all jobs one token: that of a job may do less.
    const token = github.tokenFor({ actions: "read", contents: "read", issues: "write", "pull-requests": "write" });
    const env = { ...contextOf(repository, run, event), GITHUB_API_URL: github.url, SIGN_IN_URL: this.desk.url };
    const { args, env: own } = await this.runner.command({
      ...{ folder, file, event: event.name, token, payload: payloadOf(repository, event), matrix: { node: NODE.line } },
      ...{ env, vars: OF_ENVIRONMENT },
    });
    const ended = await place.owner.run(
      this.runner.act.program,
      args,
      { ...own, ...gitFrom(origin.bare, repository) },
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

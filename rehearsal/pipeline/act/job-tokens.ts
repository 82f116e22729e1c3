import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../server/clock";
import { TokenIssuer } from "../../server/sign-in/issuer";
import type { RepositoryRecord } from "../github/records";
import { text } from "../workflow/expressions";
import { environmentOf, type Workflow } from "../workflow/model";

/** A run of a workflow, as GitHub knows it when a job of it asks for a token. */
export interface RunNow {
  /** The name of the file, and what it says in the commit that runs. */
  file: string;
  workflow: Workflow;
  event: string;
  ref: string;
  commit: string;
  id: number;
  baseRef?: string | undefined;
  inputs: Record<string, string | boolean>;
}

interface Settings {
  repository: RepositoryRecord;
  /** Whether a GitHub environment takes jobs of this ref. */
  admits: (environment: string, ref: string) => boolean;
  /** Its variables. */
  vars: (environment: string) => { provider: string; account: string };
  /** Google's time. */
  clock: Clock;
}

/**
 * GitHub's issuer of tokens for jobs. A job is believed which one it is, because act tells nobody; what its environment,
 * its permissions and its workflow are is read in the file that runs.
 */
export class JobTokens {
  readonly issuer = new TokenIssuer("https://token.actions.githubusercontent.com");
  /** Who has signed in as whom in the run: job and account. */
  given: string[] = [];
  private run: RunNow | undefined;

  private constructor(
    private readonly server: Server,
    private readonly settings: Settings,
  ) {}

  static async start(settings: Settings): Promise<JobTokens> {
    const server = createServer();
    const tokens = new JobTokens(server, settings);
    server.on("request", (request, response) => {
      tokens.answer(request).then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: Error) => response.writeHead(403).end(error.message),
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return tokens;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  begin(run: RunNow): void {
    this.run = run;
    this.given = [];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((stopped) => this.server.close(stopped));
  }

  private async answer(request: IncomingMessage): Promise<{ token: string; provider: string; account: string }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { job: string; environment: string };
    const { run, settings } = this;
    const job = run?.workflow.jobs[asked.job];
    if (!run || !job) throw new Error(`no job ${asked.job} is running`);
    if ((job.permissions ?? run.workflow.permissions)?.["id-token"] !== "write") {
      throw new Error(`the job ${asked.job} may ask for no token: it has no id-token: write`);
    }
    const contexts = { inputs: run.inputs, matrix: { environment: asked.environment } };
    const environment = text(environmentOf(job) ?? "", contexts);
    if (environment !== "" && !settings.admits(environment, run.ref)) {
      throw new Error(`the environment ${environment} takes no job of ${run.ref}`);
    }
    const { provider, account } = settings.vars(environment);
    this.given.push(`${asked.job}: ${account}`);
    const audience = `https://iam.googleapis.com/${provider}`;
    return {
      token: this.issuer.token(this.claims(run, environment), audience, settings.clock.now()),
      provider,
      account,
    };
  }

  private claims({ file, event, ref, commit, id, baseRef = "" }: RunNow, environment: string) {
    const { full_name: repository, owner, id: repositoryId } = this.settings.repository;
    return {
      ...{ sub: `repo:${repository}:environment:${environment}`, environment, repository },
      ...{ repository_id: String(repositoryId), repository_owner: owner.login, repository_owner_id: String(owner.id) },
      ...{ ref, sha: commit, event_name: event, base_ref: baseRef, run_id: String(id) },
      ...{ workflow_ref: `${repository}/.github/workflows/${file}@${ref}` },
      ...{ job_workflow_ref: `${repository}/.github/workflows/${file}@${ref}` },
    };
  }
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY as BOOTSTRAPPED } from "../../bootstrapped";
import type { Artifact, Conclusion, Run } from "../../pipeline/github/records";
import type { Repository } from "../../pipeline/github/repository";
import { LoopbackGitHub } from "../../pipeline/github/server";
import { filesIn } from "../../pipeline/github/zip";
import { Artifacts } from "../../pipeline/workflow/artifacts";
import { readWorkflow } from "../../pipeline/workflow/model";
import { type JobCall, type JobEnd, play, resultOf } from "../../pipeline/workflow/play";
import type { JobPlace } from "../../pipeline/workflow/steps";
import type { Ended, Start } from "../../pipeline/workflow/workspace";
import type { Sandbox } from "../../sandbox";
import { type Event, Hosted, repositoryOf } from "./hosted";
import type { Identities } from "./identities";
import { machine } from "./machine";
import type { Origin } from "./origin";

const { repository: REPOSITORY } = BOOTSTRAPPED;

export interface Played {
  run: Run;
  ends: JobEnd[];
  /** What a failed step has said, in the words of its annotation. */
  reasons: string[];
  /** What each job has written for people to read. */
  output: string;
  /** The accounts that were signed in as. */
  accounts: string[];
}

/** A repository with its workflows, on the loopback GitHub and the loopback cloud. */
export class Stage extends Hosted<Played> {
  private readonly artifacts = new Map<number, Artifacts>();

  private constructor(
    origin: Origin,
    repository: Repository,
    readonly github: LoopbackGitHub,
    private readonly sandbox: Sandbox,
    private readonly identities: Identities,
    private readonly folder: string,
  ) {
    super(origin, repository);
  }

  static async open(origin: Origin, sandbox: Sandbox, identities: Identities, folder: string): Promise<Stage> {
    const repository = repositoryOf(BOOTSTRAPPED, origin);
    const github = await LoopbackGitHub.start(repository);
    return new Stage(origin, repository, github, sandbox, identities, folder);
  }

  /** Whoever runs a workflow of their own branch uploads what they like. */
  forge(run: Run, name: string, change: (files: Record<string, Buffer>) => void): void {
    const place = join(this.artifactsOf(run).folder, name);
    const files = filesIn(place);
    change(files);
    for (const [path, content] of Object.entries(files)) writeFileSync(join(place, path), content);
  }

  artifact(run: Run, name: string): Artifact {
    const found = this.repository.artifacts.find((one) => one.workflow_run.id === run.id && one.name === name);
    if (!found) throw new Error(`run ${run.id} has no artifact ${name}`);
    return found;
  }

  async play(file: string, event: Event): Promise<Played> {
    const { repository, origin } = this;
    const { pull } = event;
    const run = this.begun(file, event);
    const played: Played = { run, ends: [], reasons: [], output: "", accounts: [] };
    const said = { ...repository.record, html_url: `https://github.example/${REPOSITORY}` };
    const payload = { repository: said, ...(pull ? { number: pull.number, pull_request: pull } : { ref: event.ref }) };
    const github = {
      ...{ event_name: event.name, sha: event.commit, ref: event.ref, run_id: String(run.id), repository: REPOSITORY },
      ...{ repository_id: String(said.id), repository_owner_id: String(said.owner.id), actor: "somebody" },
      event: JSON.parse(JSON.stringify(payload)),
    };
    const workflow = readWorkflow(origin.read(event.commit, run.path));
    const trigger = {
      ...{ github, inputs: event.inputs ?? {} },
      vars: (environment: string | undefined) => this.identities.vars(environment),
      secrets: () => ({}),
      token: (permissions: Record<string, string>) => this.github.tokenFor(permissions),
    };
    played.ends = await play(workflow, trigger, (call) => this.machine(call, event, played, payload));
    run.status = "completed";
    run.conclusion = conclusionOf(played.ends);
    for (const name of this.artifactsOf(run).names()) {
      repository.artifact(run, name, filesIn(join(this.artifactsOf(run).folder, name)));
    }
    return played;
  }

  private async machine(call: JobCall, event: Event, played: Played, payload: object): Promise<JobPlace> {
    // What CI does of itself is not rehearsed here.
    if (call.id === "check") return ALL_IS_WELL;
    const { environment } = call;
    if (environment !== undefined) this.identities.admit(environment, event.ref);
    if (environment !== undefined) await event.approval?.(environment);
    const { run } = played;
    const file = join(this.folder, `event-${run.id}.json`);
    writeFileSync(file, JSON.stringify(payload));
    const github = call.contexts.github as Record<string, string>;
    return machine(this.folder, this.env(run, event, file, github), {
      checkout: (ref, into) => this.origin.checkout(ref, into),
      ...{ commit: event.commit, artifacts: this.artifactsOf(run) },
      artifactsOf: (id, token, name) => this.artifactsOfAnother(id, token, name),
      signIn: async (inputs) => {
        const token = await this.identities.signIn(inputs, { call, event, run });
        played.accounts.push(inputs.service_account ?? "");
        return token;
      },
      start: this.start(call.name),
      told: ({ title }, ended) => {
        played.output += `${ended.stdout}${ended.stderr}`;
        if (ended.code !== 0) played.reasons.push(...reasonsIn(`${call.name}: ${title}`, ended));
      },
    });
  }

  private env(run: Run, event: Event, file: string, github: Record<string, string>): Record<string, string> {
    return {
      ...{ GITHUB_ACTIONS: "true", CI: "true", NO_COLOR: "1", GITHUB_API_URL: this.github.url },
      ...{ GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: REPOSITORY, GITHUB_REF: event.ref },
      ...{ GITHUB_RUN_ID: String(run.id), GITHUB_SHA: event.commit, GITHUB_EVENT_NAME: event.name },
      ...{ GITHUB_EVENT_PATH: file, GITHUB_RUN_ATTEMPT: "1", GITHUB_WORKFLOW: github.workflow ?? "" },
    };
  }

  /** Without a sign-in there is no token for Google. */
  private start(job: string): Start {
    return (args, env, folder) => {
      const script = (args.at(-1) ?? "").split("\n").find((line) => line.trim() !== "") ?? "";
      const token = { GOOGLE_OAUTH_ACCESS_TOKEN: env.GOOGLE_OAUTH_ACCESS_TOKEN };
      return this.sandbox.run("bash", args, { ...env, ...token }, folder, `${job}: ${script.trim()}`);
    };
  }

  private artifactsOf(run: Run): Artifacts {
    const folder = join(this.folder, `artifacts-${run.id}`);
    mkdirSync(folder, { recursive: true });
    const known = this.artifacts.get(run.id) ?? new Artifacts(folder);
    this.artifacts.set(run.id, known);
    return known;
  }

  private artifactsOfAnother(id: string, token: string, name: string): Artifacts | undefined {
    const run = this.repository.runs.find((one) => String(one.id) === id);
    if (!run || token === "" || this.artifact(run, name).expired) return undefined;
    return this.artifactsOf(run);
  }

  async close(): Promise<void> {
    await this.github.stop();
  }
}

const ALL_IS_WELL: JobPlace = {
  step: async () => ({ ok: true }),
  hashFiles: () => "",
  read: () => "runs: { using: composite, steps: [] }",
};

function conclusionOf(ends: JobEnd[]): Conclusion {
  return ends.some(({ id }) => resultOf(ends, id) === "failure") ? "failure" : "success";
}

/** The annotations of a step; the end of its output where it has written none. */
function reasonsIn(step: string, { stdout, stderr }: Ended): string[] {
  const annotations = [...stdout.matchAll(/^::error[^:]*::(.*)$/gm)].map(([, text = ""]) =>
    text.replaceAll("%0A", " ").replaceAll("%0D", " ").replaceAll("%25", "%"),
  );
  const last = `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "";
  return (annotations.length > 0 ? annotations : [last]).map((text) => `${step}: ${text}`);
}

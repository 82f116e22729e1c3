import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { BOT } from "../../../rehearsal/pipeline/github/records";
import { Repository } from "../../../rehearsal/pipeline/github/repository";
import { LoopbackGitHub } from "../../../rehearsal/pipeline/github/server";
import { Artifacts } from "../../../rehearsal/pipeline/workflow/artifacts";
import { readWorkflow, type Workflow } from "../../../rehearsal/pipeline/workflow/model";
import { type JobEnd, play, type Trigger } from "../../../rehearsal/pipeline/workflow/play";
import type { Done, StepCall } from "../../../rehearsal/pipeline/workflow/steps";
import { type Ended, Workspace } from "../../../rehearsal/pipeline/workflow/workspace";
import { root } from "../scripts-in";
import { programsIn } from "./programs";

export type Event = "pull_request" | "schedule" | "push";
/** One thing that fails: a job before its first step, or one of its steps. */
export interface Failure {
  job: string;
  /** Left out: the job cannot start. */
  at?: number[];
  title: string;
}

export interface Run {
  ends: JobEnd[];
  /** The comment of staging on the pull request, and its issues. */
  comment: string;
  issues: Record<keyof typeof OLD_ISSUES, { state: string; body: string } | undefined>;
  /** Every step that was done. */
  done: { job: string; at: number[]; title: string }[];
}

const EMPTY_ACTION = "runs: { using: composite, steps: [] }";
const REPOSITORY = "netra/environment";
const RUN = "4711";
const HEAD = "1".repeat(40);
export const OLD_COMMENT = "<!-- lineup review: staging -->\nsafe, of another commit";
export const OLD_ISSUES = {
  drift: "<!-- lineup drift: staging -->\nclean, of another night",
  probe: "<!-- lineup probe: staging -->\nreachable, of another night",
};
/** By this a word is known to be of this run. */
export const THIS_RUN = `/${REPOSITORY}/actions/runs/${RUN}`;

const found = (name: string) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);
export const missingProgram = ["bash", "curl", "jq", "openssl"].find((name) => found(name) === undefined);

/** Plays one workflow in which every program ends well, but for what is to fail. What speaks to GitHub is real. */
export class Stage {
  private readonly path: string;
  private readonly workflows: string;

  constructor(
    private readonly folder: string,
    from = root,
  ) {
    this.path = programsIn(join(folder, "bin"), found);
    this.workflows = join(from, ".github");
  }

  workflow(file: string): Workflow {
    return readWorkflow(readFileSync(join(this.workflows, "workflows", file), "utf8"));
  }

  /**
   * With `forge` every plan is a danger, and an artifact is this afterwards. Of the jobs that `passOver` names the others
   * know their end alone.
   */
  async play(
    file: string,
    event: Event,
    failure?: Failure,
    issue: "open" | "closed" = "closed",
    { forge, passOver = [] }: { forge?: (artifact: string) => void; passOver?: readonly string[] } = {},
  ): Promise<Run> {
    const repository = new Repository(REPOSITORY);
    const pull = repository.pull(repository.branch("feature", HEAD));
    repository.comment(pull.number, OLD_COMMENT, BOT);
    repository.issue("Drift in staging: clean", OLD_ISSUES.drift, BOT, { state: issue });
    repository.issue("Probe of staging: reachable", OLD_ISSUES.probe, BOT, { state: issue });
    const github = await LoopbackGitHub.start(repository);
    const folder = mkdtempSync(join(this.folder, "run-"));
    const artifacts = new Artifacts(join(folder, "artifacts"));
    const done: Run["done"] = [];
    try {
      const payload = join(folder, "event.json");
      const said = {
        repository: { full_name: REPOSITORY, default_branch: "main" },
        pull_request: pull,
        number: pull.number,
      };
      writeFileSync(payload, JSON.stringify(said));
      const ends = await play(this.workflow(file), trigger(event, said, github), async (call) => {
        if (failure?.job === call.id && failure.at === undefined) throw new Error("the job cannot start");
        const uses = (step: StepCall, workspace: Workspace) => {
          const done = this.uses(step, workspace, artifacts);
          if (step.uses?.startsWith("actions/upload-artifact")) forge?.(join(artifacts.folder, step.with.name ?? ""));
          return done;
        };
        const place = new Workspace({
          folder: mkdtempSync(join(folder, `${call.id}-`)),
          env: { ...this.env(github, event, payload), ...(forge ? { VERDICT: "danger" } : {}) },
          start,
          uses,
        });
        const isPassedOver = call.id === "check" || passOver.includes(call.id);
        return {
          step: async (step) => {
            done.push({ job: call.id, at: step.at, title: step.title });
            if (failure?.job === call.id && String(failure.at) === String(step.at)) return { ok: false };
            return isPassedOver ? { ok: true } : place.step(step);
          },
          hashFiles: (patterns) => place.hashFiles(patterns),
          read: (path) => (isPassedOver ? EMPTY_ACTION : place.read(path)),
        };
      });
      const [comment] = repository.comments.get(pull.number) ?? [];
      const about = (kind: string) => repository.issues.find(({ body }) => body.startsWith(`<!-- lineup ${kind}: `));
      return {
        ...{ ends, comment: comment?.body ?? "", done },
        issues: { drift: about("drift"), probe: about("probe") },
      };
    } finally {
      await github.stop();
    }
  }

  private env(github: LoopbackGitHub, event: Event, payload: string): Record<string, string> {
    return {
      ...{ PATH: this.path, HOME: this.folder, REAL_NODE: process.execPath, REAL_ROOT: root, CI: "true" },
      ...{ GITHUB_API_URL: github.url, GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: REPOSITORY },
      ...{ GITHUB_RUN_ID: RUN, GITHUB_SHA: "9".repeat(40), GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: payload },
    };
  }

  private uses(step: StepCall, { checkout }: Workspace, artifacts: Artifacts): Done {
    const { name = "", path = ".", "run-id": otherRun } = step.with;
    const [action = ""] = (step.uses ?? "").split("@");
    switch (action) {
      case "actions/checkout":
        mkdirSync(join(checkout, ".github"), { recursive: true });
        mkdirSync(join(checkout, ".ci"), { recursive: true });
        writeFileSync(join(checkout, ".ci/run"), "");
        cpSync(join(this.workflows, "actions"), join(checkout, ".github/actions"), { recursive: true });
        return { ok: true };
      case "actions/upload-artifact":
        return artifacts.upload(name, join(checkout, path));
      case "actions/download-artifact":
        return otherRun ? { ok: true } : artifacts.download(name, join(checkout, path));
      default:
        // A local action whose folder is not there: nothing has been checked out.
        return { ok: !action.startsWith("./") || existsSync(join(checkout, action)) };
    }
  }
}

function trigger(event: Event, said: object, api: LoopbackGitHub): Trigger {
  const github = {
    ...{ event_name: event, repository: REPOSITORY, run_id: RUN, sha: "9".repeat(40) },
    ...{ ref: event === "pull_request" ? "refs/pull/7/merge" : "refs/heads/main" },
    event: JSON.parse(JSON.stringify(said)),
  };
  const nothing = () => ({});
  return { github, vars: nothing, secrets: nothing, token: (permissions) => api.tokenFor(permissions) };
}

function start(args: string[], env: Record<string, string>, cwd: string): Promise<Ended> {
  return new Promise((ended, failed) => {
    const child = spawn("bash", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const texts = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) child[stream].on("data", (text) => (texts[stream] += text));
    child.on("error", failed);
    child.on("close", (code) => ended({ code: code ?? 1, ...texts }));
  });
}

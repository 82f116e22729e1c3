import type { Artifact, Branch, Issue, Job, Note, Pull, RepositoryRecord, Run } from "./records";
import { Settings } from "./settings";
import { zipOf } from "./zip";

const THEN = "2026-01-05T03:00:00Z";

export interface Git {
  head: (branch: string) => string | undefined;
  /** What `head` is to `base`. */
  compare: (base: string, head: string) => "identical" | "ahead" | "behind" | "diverged";
}

/** One repository as GitHub knows it. The fields are open: a test, or an attack, writes what it wants to be there. */
export class Repository {
  readonly record: RepositoryRecord;
  /** What its branches are at: main at its last merge. Whoever has a real repository says more. */
  git: Git = { head: () => this.merged, compare: () => "diverged" };
  private merged: string | undefined;
  readonly settings = new Settings();
  readonly pulls: Pull[] = [];
  readonly runs: Run[] = [];
  readonly jobs: Job[] = [];
  readonly artifacts: Artifact[] = [];
  readonly issues: Issue[] = [];
  /** By the number of the issue or pull request. */
  readonly comments = new Map<number, Note[]>();
  /** The first pull request or issue is number 7: nothing may rely on their being counted from 1. */
  private made = 6;
  private ids = 4_000;

  constructor(
    fullName: string,
    private readonly clock: () => string = () => THEN,
  ) {
    const [login = ""] = fullName.split("/");
    this.record = {
      id: 815_001,
      full_name: fullName,
      owner: { id: 91_001, login, type: "Organization" },
      default_branch: "main",
      private: true,
      fork: false,
    };
  }

  branch(ref: string, sha: string, change: Partial<Branch> = {}): Branch {
    const { id, full_name, fork } = this.record;
    return { ref, sha, repo: { id, full_name, fork }, ...change };
  }

  pull(head: Branch, change: Partial<Pull> = {}): Pull {
    this.made += 1;
    const pull: Pull = {
      number: this.made,
      ...{ state: "open", merged: false, merged_at: null, merge_commit_sha: null },
      user: { login: "somebody", type: "User" },
      base: this.branch(this.record.default_branch, "0".repeat(40)),
      head,
      ...change,
    };
    this.pulls.push(pull);
    return pull;
  }

  merge(pull: Pull, commit: string): Pull {
    this.merged = commit;
    return Object.assign(pull, {
      ...{ state: "closed", merged: true, merged_at: this.clock(), merge_commit_sha: commit },
    });
  }

  run(change: Partial<Run> & Pick<Run, "path" | "event" | "head_sha">): Run {
    const { id, full_name } = this.record;
    const now = this.clock();
    const run: Run = {
      id: this.next(),
      name: change.path,
      ...{ status: "completed", conclusion: "success", run_attempt: 1, head_branch: "main" },
      ...{ created_at: now, run_started_at: now, updated_at: now },
      repository: { id, full_name },
      head_repository: { id, full_name },
      pull_requests: [],
      ...change,
    };
    this.runs.push(run);
    return run;
  }

  /** A second artifact of the same name in a run stands beside the first, as one of another attempt does. */
  artifact(run: Run, name: string, content: Buffer | Record<string, string | Buffer>, change: Partial<Artifact> = {}) {
    const zip = Buffer.isBuffer(content) ? content : zipOf(content);
    const { id, head_sha, head_branch } = run;
    const artifact: Artifact = {
      id: this.next(),
      ...{ name, size_in_bytes: zip.length, expired: false, created_at: this.clock() },
      workflow_run: { id, head_sha, head_branch, repository_id: this.record.id },
      zip,
      ...change,
    };
    this.artifacts.push(artifact);
    return artifact;
  }

  /** A deleted run takes its artifacts with it. */
  forget(run: Run): void {
    this.runs.splice(this.runs.indexOf(run), 1);
    this.artifacts.splice(0, Infinity, ...this.artifacts.filter((one) => one.workflow_run.id !== run.id));
  }

  note(body: string, user: Note["user"]): Note {
    const now = this.clock();
    return { id: this.next(), body, user, created_at: now, updated_at: now };
  }

  comment(number: number, body: string, user: Note["user"]): Note {
    const written = this.note(body, user);
    this.comments.set(number, [...(this.comments.get(number) ?? []), written]);
    return written;
  }

  issue(title: string, body: string, user: Note["user"], change: Partial<Issue> = {}): Issue {
    this.made += 1;
    const opened = { title, state: "open", state_reason: null, number: this.made } as const;
    const issue: Issue = { ...this.note(body, user), ...opened, ...change };
    this.issues.push(issue);
    return issue;
  }

  /** Whatever has this change in it: GitHub lists a pull request of any base, merged or not. */
  pullsOf(commit: string): Pull[] {
    return this.pulls.filter(({ head, merge_commit_sha }) => head.sha === commit || merge_commit_sha === commit);
  }

  private next(): number {
    this.ids += 1;
    return this.ids;
  }
}

/** What GitHub keeps of a repository, with the fields that its API answers and that are read here. */

export interface RepositoryRecord {
  id: number;
  full_name: string;
  owner: { id: number; login: string; type: string };
  default_branch: string;
  private: boolean;
  fork: boolean;
}

export interface Branch {
  ref: string;
  sha: string;
  /** null where the fork is gone. */
  repo: { id: number; full_name: string; fork: boolean } | null;
}

export interface Pull {
  number: number;
  state: "open" | "closed";
  merged: boolean;
  merged_at: string | null;
  merge_commit_sha: string | null;
  user: { login: string; type: string };
  base: Branch;
  head: Branch;
}

export type Conclusion = "success" | "failure" | "cancelled" | "skipped" | "timed_out" | null;

export interface Run {
  id: number;
  name: string;
  /** Set by GitHub; the name of a workflow is free text. */
  path: string;
  event: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion;
  run_attempt: number;
  head_sha: string;
  head_branch: string;
  created_at: string;
  run_started_at: string;
  updated_at: string;
  repository: { id: number; full_name: string };
  head_repository: { id: number; full_name: string } | null;
  pull_requests: { number: number; base: { ref: string; sha: string }; head: { ref: string; sha: string } }[];
}

export interface Artifact {
  id: number;
  name: string;
  size_in_bytes: number;
  expired: boolean;
  created_at: string;
  workflow_run: { id: number; head_sha: string; head_branch: string; repository_id: number };
  /** Not answered: what a download gives. */
  zip: Buffer;
}

export interface Note {
  id: number;
  body: string;
  user: { login: string; type: string };
  created_at: string;
  updated_at: string;
}

export interface Issue extends Note {
  number: number;
  title: string;
  state: "open" | "closed";
  state_reason: string | null;
  /** GitHub lists pull requests among the issues. */
  pull_request?: object;
}

export interface Job {
  id: number;
  run_id: number;
  name: string;
  status: "completed";
  conclusion: Conclusion;
}

/** Who a workflow's own token writes as. */
export const BOT = { login: "github-actions[bot]", type: "Bot" } as const;

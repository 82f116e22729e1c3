import type { Pull, Run } from "../../pipeline/github/records";
import { Repository } from "../../pipeline/github/repository";
import type { Origin } from "./origin";

const WORKFLOWS = ".github/workflows";
const MAIN = "refs/heads/main";

export interface Event {
  name: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  /** What a checkout gets, and by which ref. */
  commit: string;
  ref: string;
  pull?: Pull;
  inputs?: Record<string, string | boolean>;
  /** Asked before a job of a protected environment starts: what an approver does, or somebody meanwhile. */
  approval?: (environment: string) => Promise<void>;
}

/** A repository as a bootstrap is told of it. */
export interface Named {
  repository: string;
  repository_id: string;
  repository_owner_id: string;
}

/** The repository on GitHub, whose branches are those of the origin. */
export function repositoryOf({ repository: name, repository_id, repository_owner_id }: Named, origin: Origin) {
  const repository = new Repository(name, () => new Date().toISOString());
  repository.record.id = Number(repository_id);
  repository.record.owner.id = Number(repository_owner_id);
  repository.git = { head: (branch) => origin.head(`refs/heads/${branch}`), compare: origin.compare };
  return repository;
}

/** A repository and what happens in it, whoever runs its workflows. */
export abstract class Hosted<Ended> {
  protected constructor(
    readonly origin: Origin,
    readonly repository: Repository,
  ) {}

  abstract play(file: string, event: Event): Promise<Ended>;

  /** A pull request of a branch, and the merge that its workflow runs on. */
  propose(branch: string, base = "main"): Pull {
    const { repository, origin } = this;
    const pull = repository.pull(repository.branch(branch, origin.head(branch)));
    Object.assign(pull.base, { ref: base, sha: origin.head() });
    return pull;
  }

  review(pull: Pull, file = "pr.yaml"): Promise<Ended> {
    const ref = `refs/pull/${pull.number}/merge`;
    return this.play(file, { name: "pull_request", commit: this.origin.mergeOf(pull.head.sha, ref), ref, pull });
  }

  merge(pull: Pull): string {
    const commit = this.origin.mergeOf(pull.head.sha, MAIN);
    this.repository.merge(pull, commit);
    return commit;
  }

  deploy(change: Partial<Event> = {}): Promise<Ended> {
    return this.play("deploy.yaml", { name: "push", commit: this.origin.head(), ref: MAIN, ...change });
  }

  drift(): Promise<Ended> {
    return this.play("drift.yaml", { name: "schedule", commit: this.origin.head(), ref: MAIN });
  }

  protected begun(file: string, { name, commit, pull }: Event): Run {
    return this.repository.run({
      ...{ path: `${WORKFLOWS}/${file}`, event: name, status: "in_progress", conclusion: null },
      ...{ head_sha: pull?.head.sha ?? commit, head_branch: pull?.head.ref ?? "main" },
      pull_requests: pull ? [{ number: pull.number, base: pull.base, head: pull.head }] : [],
    });
  }
}

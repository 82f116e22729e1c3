import type { Artifact, Issue, Note } from "./records";
import { BOT } from "./records";
import type { Repository } from "./repository";

/** What the token of a job may be allowed to do, as a workflow writes it. `administration` is no job's. */
export type Scope = "actions" | "contents" | "issues" | "pull-requests" | "administration" | "metadata";
export type Permissions = Partial<Record<Scope, "read" | "write">>;

export interface Asked {
  repository: Repository;
  /** The parts of the path that the route leaves open. */
  parts: string[];
  query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: what a script has sent
  body: any;
}

export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const notFound = () => new Refusal(404, "Not Found");

export interface Route {
  method: string;
  /** Below the repository; `*` is one part of the path. */
  path: string;
  /** One of these is enough. */
  needs: Permissions[];
  /** A list is paged, under `items` where GitHub wraps it. */
  answer: (asked: Asked) => unknown;
  items?: string;
  status?: number;
}

const found = <Thing>(thing: Thing | undefined): Thing => {
  if (thing === undefined) throw notFound();
  return thing;
};
const shown = ({ zip: _, ...artifact }: Artifact) => artifact;
const matching = (query: URLSearchParams, name: string, value: string | null) =>
  query.get(name) === null || query.get(name) === value;
const text = (value: unknown, field: string): string => {
  if (typeof value !== "string") throw new Refusal(422, `Invalid request.\n\n"${field}" is not a string.`);
  return value;
};

const readIssue = (repository: Repository, number = "") =>
  found(repository.issues.find((issue) => String(issue.number) === number));
const allComments = (repository: Repository): Note[] => [...repository.comments.values()].flat();
const ISSUES: Permissions[] = [{ issues: "read" }, { "pull-requests": "read" }];
const WRITES_COMMENTS: Permissions[] = [{ issues: "write" }, { "pull-requests": "write" }];

/** What the workflows, their scripts and actions ask of a repository. */
export const routes: Route[] = [
  {
    ...{ method: "GET", path: "", needs: [{ metadata: "read" }] },
    answer: ({ repository }) => repository.record,
  },
  {
    ...{ method: "GET", path: "/pulls", needs: [{ "pull-requests": "read" }] },
    answer: ({ repository, query }) =>
      repository.pulls.filter(({ state }) => [state, "all"].includes(query.get("state") ?? "open")),
  },
  {
    ...{ method: "GET", path: "/pulls/*", needs: [{ "pull-requests": "read" }] },
    answer: ({ repository, parts: [number] }) => found(repository.pulls.find((pull) => String(pull.number) === number)),
  },
  {
    ...{ method: "GET", path: "/commits/*/pulls", needs: [{ "pull-requests": "read" }] },
    answer: ({ repository, parts: [commit = ""] }) => repository.pullsOf(commit),
  },
  {
    ...{ method: "GET", path: "/git/ref/heads/*", needs: [{ contents: "read" }] },
    answer: ({ repository, parts: [name = ""] }) => ({
      ref: `refs/heads/${name}`,
      object: { type: "commit", sha: found(repository.git.head(name)) },
    }),
  },
  {
    ...{ method: "GET", path: "/compare/*", needs: [{ contents: "read" }] },
    answer: ({ repository, parts: [both = ""] }) => {
      const [base = "", head = ""] = both.split("...");
      return { status: repository.git.compare(base, head) };
    },
  },
  {
    ...{ method: "GET", path: "/actions/runs", needs: [{ actions: "read" }], items: "workflow_runs" },
    answer: ({ repository, query }) => runsOf(repository, query),
  },
  {
    ...{ method: "GET", path: "/actions/workflows/*/runs", needs: [{ actions: "read" }], items: "workflow_runs" },
    answer: ({ repository, parts: [file], query }) =>
      // A run of a workflow in a branch carries the branch behind its path.
      runsOf(repository, query).filter(({ path }) => path.split("@")[0] === `.github/workflows/${file}`),
  },
  {
    ...{ method: "GET", path: "/actions/runs/*", needs: [{ actions: "read" }] },
    answer: ({ repository, parts: [id] }) => found(repository.runs.find((run) => String(run.id) === id)),
  },
  {
    ...{ method: "GET", path: "/actions/runs/*/jobs", needs: [{ actions: "read" }], items: "jobs" },
    answer: ({ repository, parts: [id] }) => repository.jobs.filter((job) => String(job.run_id) === id),
  },
  {
    ...{ method: "GET", path: "/actions/runs/*/artifacts", needs: [{ actions: "read" }], items: "artifacts" },
    answer: ({ repository, parts: [id], query }) =>
      repository.artifacts
        .filter(({ workflow_run, name }) => String(workflow_run.id) === id && matching(query, "name", name))
        .map(shown),
  },
  {
    ...{ method: "GET", path: "/actions/artifacts/*", needs: [{ actions: "read" }] },
    answer: ({ repository, parts: [id] }) =>
      shown(found(repository.artifacts.find((artifact) => String(artifact.id) === id))),
  },
  {
    ...{ method: "GET", path: "/issues", needs: ISSUES },
    answer: ({ repository, query }) =>
      repository.issues.filter(
        ({ state, user }) =>
          [state, "all"].includes(query.get("state") ?? "open") && matching(query, "creator", user.login),
      ),
  },
  {
    ...{ method: "POST", path: "/issues", needs: [{ issues: "write" }], status: 201 },
    answer: ({ repository, body }) => repository.issue(text(body.title, "title"), text(body.body, "body"), BOT),
  },
  {
    ...{ method: "PATCH", path: "/issues/*", needs: [{ issues: "write" }] },
    answer: ({ repository, parts: [number], body }): Issue => {
      const { title, state, state_reason } = body;
      if (state !== undefined && !["open", "closed"].includes(state)) throw new Refusal(422, "Validation Failed");
      return Object.assign(readIssue(repository, number), {
        ...Object.fromEntries(Object.entries({ title, state, state_reason, body: body.body }).filter(([, it]) => it)),
      });
    },
  },
  {
    ...{ method: "GET", path: "/issues/*/comments", needs: ISSUES },
    answer: ({ repository, parts: [number] }) => repository.comments.get(Number(number)) ?? [],
  },
  {
    ...{ method: "POST", path: "/issues/*/comments", needs: WRITES_COMMENTS, status: 201 },
    answer: ({ repository, parts: [number], body }) => repository.comment(Number(number), text(body.body, "body"), BOT),
  },
  {
    ...{ method: "PATCH", path: "/issues/comments/*", needs: WRITES_COMMENTS },
    answer: ({ repository, parts: [id], body }) =>
      Object.assign(found(allComments(repository).find((note) => String(note.id) === id)), {
        body: text(body.body, "body"),
      }),
  },
];

/** The youngest first, as GitHub lists them. */
function runsOf(repository: Repository, query: URLSearchParams) {
  return repository.runs
    .filter(
      (run) =>
        matching(query, "event", run.event) &&
        matching(query, "head_sha", run.head_sha) &&
        matching(query, "branch", run.head_branch) &&
        [run.status, run.conclusion, null].includes(query.get("status") as never),
    )
    .sort((one, other) => other.id - one.id);
}

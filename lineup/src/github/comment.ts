import { readFileSync } from "node:fs";
import * as z from "zod";
import { GitHub } from "./client";
import { type Env, required, StepError } from "./entry";
import { isOurs, markerOf, type Written } from "./marker";
import { readReport } from "./outcome";
import { pageOf } from "./page";

const EVENT = z.object({
  pull_request: z.object({
    number: z.number().int().positive(),
    // The repository of a fork can be gone.
    head: z.object({
      sha: z.string().regex(/^[0-9a-f]{40,64}$/),
      repo: z.object({ full_name: z.string() }).nullable(),
    }),
  }),
});

/** comment FOLDER: one comment per environment on the pull request, updated by each run. */
export async function comment([folder]: string[], env: Env): Promise<string> {
  const { GITHUB_EVENT_PATH, GITHUB_REPOSITORY } = required(env, "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY");
  const pull = pullRequestOf(GITHUB_EVENT_PATH);
  if (pull.head.repo?.full_name !== GITHUB_REPOSITORY) {
    return "no comment on a pull request of a fork: its token may not write";
  }
  const report = readReport(folder, env);
  if (report.outcome.kind !== "review") throw new StepError(`comment takes a review, got a ${report.outcome.kind}`);
  // On a pull request GITHUB_SHA is a temporary merge commit; the branch's own commit is the one to show.
  const body = pageOf(report, { ...env, COMMIT: pull.head.sha });
  const marker = markerOf(report.outcome.kind, report.outcome.environment);
  const github = new GitHub(env);
  const comments = await github.list<Written & { id: number }>(`/issues/${pull.number}/comments`);
  const ours = comments.find((written) => isOurs(written, marker));
  if (ours) {
    await github.send("PATCH", `/issues/comments/${ours.id}`, { body });
    return `comment ${ours.id} of pull request ${pull.number} updated`;
  }
  const { id } = await github.send<{ id: number }>("POST", `/issues/${pull.number}/comments`, { body });
  return `comment ${id} created on pull request ${pull.number}`;
}

function pullRequestOf(file: string) {
  let event: unknown;
  try {
    event = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new StepError(`the event cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const { data } = EVENT.safeParse(event);
  if (!data) throw new StepError("the event is not one of a pull request - comment runs on: pull_request alone");
  return data.pull_request;
}

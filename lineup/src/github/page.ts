import { type Env, required } from "./entry";
import { markerOf } from "./marker";
import type { WrittenReport } from "./outcome";
import { COMMENT_LIMIT, shortened } from "./shortened";

/** A report as the body of a comment or an issue: the marker, which run it is of, and as much of it as there is room for. */
export function pageOf({ outcome, markdown }: WrittenReport, env: Env): string {
  const { kind, environment } = outcome;
  const run = runOf(env);
  const commit = (env.COMMIT || required(env, "GITHUB_SHA").GITHUB_SHA).slice(0, 12);
  const head = `${markerOf(kind, environment)}\n**${environment}** at \`${commit}\`, [this run](${run})\n\n`;
  return `${head}${shortened(markdown, COMMENT_LIMIT - head.length, `The summary of [this run](${run}) has more.`)}`;
}

/** Where this run of the workflow can be read. */
export function runOf(env: Env): string {
  const given = required(env, "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID");
  return `${given.GITHUB_SERVER_URL}/${given.GITHUB_REPOSITORY}/actions/runs/${given.GITHUB_RUN_ID}`;
}

import type { Run } from "../../pipeline/github/records";
import type { Repository } from "../../pipeline/github/repository";
import type { Event } from "../pipeline/hosted";

/** actions/upload-artifact and others refuse to work on another GitHub; nothing is asked of this one. */
const SERVER = "https://github.com";

/** What a workflow reads as `github.event`. */
export function payloadOf({ record }: Repository, { pull, ref, inputs, commit }: Event): object {
  const repository = { ...record, html_url: `${SERVER}/${record.full_name}` };
  return { repository, inputs, ...(pull ? { number: pull.number, pull_request: pull } : { ref, after: commit }) };
}

/** What act cannot know by itself, and makes `github.…` and `GITHUB_…` of. */
export function contextOf({ record }: Repository, run: Run, { ref, commit, pull }: Event): Record<string, string> {
  return {
    ...{ GITHUB_SERVER_URL: SERVER, GITHUB_RUN_ID: String(run.id), GITHUB_REPOSITORY: record.full_name },
    ...{ GITHUB_REF: ref, SHA_REF: commit },
    ...(pull ? { GITHUB_BASE_REF: pull.base.ref, GITHUB_HEAD_REF: pull.head.ref } : {}),
  };
}

/** actions/checkout asks github.com for the repository, and git takes it from a folder. */
export function gitFrom(folder: string, { record }: Repository): Record<string, string> {
  return {
    ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" },
    GIT_CONFIG_KEY_0: `url.file://${folder}.insteadOf`,
    GIT_CONFIG_VALUE_0: `${SERVER}/${record.full_name}`,
  };
}

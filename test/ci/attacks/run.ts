import { days, find, head, MERGED, RUN } from "../attack-stage";
import type { Attack } from "./attack";

const NEWER = "5".repeat(40);
const AGAIN = `${MERGED} is not what main is now, which is ${NEWER} - start Deploy again on main`;

/** Another run is passed off as the one that was reviewed. */
export const run: Attack[] = [
  [
    "a second pull request of the commit, into a branch of the attacker's",
    () => find({ pull: { base: { ref: "attacker", repo: { full_name: "netra/environment" } } } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a run of that second pull request alone",
    () => find({ run: { pull_requests: [{ number: 8, base: { ref: "attacker" } }] } }),
    "pull request 7 has no run of",
  ],
  [
    "a pull request into another repository",
    () => find({ pull: { base: { ref: "main", repo: { full_name: "attacker/environment" } } } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a pull request that is open",
    () => find({ pull: { merged_at: null } }),
    "is not the merge of a pull request into main",
  ],
  [
    "a push without a pull request",
    () => find({ pull: { merge_commit_sha: "3".repeat(40) } }),
    `${MERGED} is not the merge`,
  ],
  [
    "a pull request from a fork",
    () => find({ pull: { head: { sha: RUN.head_sha, repo: { full_name: "attacker/environment" } } } }),
    "comes from a fork",
  ],
  ["a fork that is gone", () => find({ pull: { head: { sha: RUN.head_sha, repo: null } } }), "comes from a fork"],
  [
    "a workflow of the same name",
    () => find({ run: { path: ".github/workflows/own.yaml" } }),
    "has no run of .github/workflows/pr.yaml",
  ],
  ["a run by hand", () => find({ run: { event: "workflow_dispatch" } }), "has no run of"],
  ["a run of a fork", () => find({ run: { head_repository: { full_name: "attacker/environment" } } }), "has no run of"],
  ["a run of another commit", () => find({ run: { head_sha: "4".repeat(40) } }), "has no run of"],
  ["a run that has failed", () => find({ run: { conclusion: "failure" } }), "has ended with failure"],
  [
    "a run that is still going",
    () => find({ run: { status: "in_progress", conclusion: null } }),
    "has ended with in_progress",
  ],
  ["a re-run after the merge", () => find({ artifact: { created_at: days(-1) } }), "was made after the merge"],
  ["an artifact without a date", () => find({ artifact: { created_at: null } }), "was made after the merge"],
  [
    "two artifacts of the name",
    () => find({ artifacts: [1, 2].map(() => ({ name: "review-staging", expired: false, created_at: days(1) })) }),
    "has 2 reviews of staging",
  ],
  [
    "the artifact of another environment",
    () => find({ artifact: { name: "review-production" } }),
    "has no review of staging",
  ],
  ["an artifact that has expired", () => find({ artifact: { expired: true } }), "has no review of staging"],
  [
    "a deploy by hand that main has left behind",
    () => head({ sha: NEWER }, "ahead", { GITHUB_EVENT_NAME: "workflow_dispatch" }),
    AGAIN,
  ],
  ["a deploy that is run again after another", () => head({ sha: NEWER }, "ahead", { GITHUB_RUN_ATTEMPT: "2" }), AGAIN],
  [
    "a deploy of which nobody knows whether it is the first",
    () => head({ sha: NEWER }, "ahead", { GITHUB_RUN_ATTEMPT: "" }),
    AGAIN,
  ],
  [
    "a deploy of a commit that main has lost",
    () => head({ sha: NEWER }, "diverged"),
    "is no longer in main (diverged)",
  ],
  [
    "a deploy of a commit that main does not have yet",
    () => head({ sha: NEWER }, "behind"),
    "is no longer in main (behind)",
  ],
  ["an answer without a commit", () => head({}, "identical"), "GitHub does not say which commit main is"],
];

import { apply, compare, days } from "../attack-stage";
import type { Attack } from "./attack";

/** What was reviewed is forged: a branch can write any changes.json. */
export const review: Attack[] = [
  ["a review of nothing", () => compare((it) => (it.changes = [])), /to create|: create, and nobody has reviewed it/],
  [
    "a review that leaves one change out",
    () => compare((it) => it.changes.pop()),
    "create, and nobody has reviewed it",
  ],
  [
    "a review of more than is planned",
    () => compare((it) => it.changes.push({ ...it.changes[0], address: "google_redis_instance.own" })),
    "create was reviewed, and is not planned",
  ],
  [
    "a review that says a change twice",
    () => compare((it) => it.changes.push(it.changes[0])),
    "changes say one change twice",
  ],
  ["a review made in the future", () => compare((it) => (it.made = days(-365))), "it was made in the future"],
  ["a review of last month", () => compare((it) => (it.made = days(30))), "it is 30 days old, and 5 are allowed"],
  [
    "a review of another environment",
    () => compare((it) => (it.environment = "production")),
    "its environment is production, and staging is wanted",
  ],
  ["a review of another commit", () => compare((it) => (it.commit = "2".repeat(40))), "its commit is 2222"],
  ["a review of another run", () => compare((it) => (it.run = "43")), "its run is 43, and 42 is wanted"],
  [
    "a review of another pull request",
    () => compare((it) => (it.pullRequest = "8")),
    "its pull request is 8, and 7 is wanted",
  ],
  [
    "a review with another lock file",
    () => compare((it) => (it.lockFile = "0".repeat(64))),
    "its sha256 of the lock file is 0000",
  ],
  [
    "a review by another Terraform",
    () => compare((it) => (it.terraform = "1.12.0")),
    "its version of Terraform is 1.12.0",
  ],
  [
    "a review with a field of its own",
    () => compare((it) => (it.trusted = true)),
    "is not what plan-changes.ts writes",
  ],
  ["a change after the approval", () => apply((it) => it.changes.pop()), "its sha256 is"],
  ["an approval without a sha256", () => apply(() => {}, ""), "EXPECTED_SHA256 is empty"],
];

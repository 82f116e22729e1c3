import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { apply, compare, compareFile, days } from "../attack-stage";
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
  ["no review at all", () => compareFile(() => {}), "is not there"],
  ["a review that is a link", () => compareFile((file) => symlinkSync("/proc/self/environ", file)), "is not a file"],
  ["a review that is a folder", () => compareFile((file) => mkdirSync(file)), "is not a file"],
  [
    "a review of many megabytes",
    () => compareFile((file) => writeFileSync(file, Buffer.alloc(6_000_000, 32))),
    "6000000 bytes, 5000000 are allowed",
  ],
  ["a review that is a list", () => compareFile((file) => writeFileSync(file, "[]")), "does not hold an object"],
  [
    "a review that says its changes twice",
    () => compareFile((file) => writeFileSync(file, '{"changes":[],"changes":[]}')),
    "repeats the key",
  ],
  [
    "a review with a value of another shape",
    () => compare((it) => (it.changes[0].attributes.name = { before: ["n"] })),
    "is not what plan-changes.ts writes",
  ],
  [
    "a review with an attribute besides",
    () => compare((it) => (it.changes[0].attributes.constructor = { after: "x" })),
    'constructor was reviewed as nothing -> "x", and is planned as no change',
  ],
  [
    "a review in which a value is a secret",
    () => compare((it) => (it.changes[0].attributes.name = { secret: "changes" })),
    "name was reviewed as a secret that changes",
  ],
  [
    "a review in which a value is not known yet",
    () => compare((it) => (it.changes[0].attributes.name = { after: { unknown: true } })),
    "name was reviewed as nothing -> (known after apply)",
  ],
  [
    "a review of actions in one word",
    () => compare((it) => (it.changes[0].actions = ["create", "delete"])),
    "actions was reviewed as create and delete",
  ],
  ["a change after the approval", () => apply((it) => it.changes.pop()), "its sha256 is"],
  ["an approval without a sha256", () => apply(() => {}, ""), "EXPECTED_SHA256 is empty"],
];

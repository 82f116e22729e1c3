import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import { Loopback, REPOSITORY } from "../../lineup/test/github/loopback";
import { runner } from "../../lineup/test/github/reports";
import { sha256 } from "../../scripts/ci/changes/changes";
import { checkConfiguration } from "../../scripts/ci/check-configuration";
import { headOfMain } from "../../scripts/ci/head-of-main";
import { planChanges } from "../../scripts/ci/plan-changes";
import { reviewedChanges } from "../../scripts/ci/reviewed-changes";
import { sameChanges } from "../../scripts/ci/same-changes";
import { type StackJson, synthesizeEnvironment } from "../support/synth";
import { root } from "./scripts-in";

// biome-ignore lint/suspicious/noExplicitAny: JSON that an attacker may have written in any shape
export type Json = any;
export type Change<Thing = Json> = (thing: Thing) => void;

const [environment] = readEnvironments(written);
if (!environment) throw new Error("staging is the first environment");
/** What main synthesizes for staging. */
export const main: StackJson = synthesizeEnvironment(environment);
export const LOCK = readFileSync(join(root, "stacks/.terraform.lock.hcl"), "utf8");
export const HEAD = "1".repeat(40);
export const MERGED = "9".repeat(40);
export const NOW = Date.parse("2026-03-04T05:06:07Z");
export const days = (count: number) => new Date(NOW - count * 86_400_000).toISOString();

export const temporary = (name: string) => mkdtempSync(join(tmpdir(), `${name}-`));

/** The artifact of a branch: main's stack with these changes, and whatever `files` puts beside it. */
export function configuration(change: Change = () => {}, files: Change<string> = () => {}) {
  const folder = temporary("attack");
  const [from, ours, to] = ["from", "main", "to"].map((name) => join(folder, name)) as [string, string, string];
  for (const one of [from, ours]) mkdirSync(one);
  const stack = structuredClone(main);
  change(stack);
  writeFileSync(join(from, "cdk.tf.json"), JSON.stringify(stack));
  writeFileSync(join(ours, "cdk.tf.json"), JSON.stringify(main));
  files(from);
  return { check: () => checkConfiguration(["staging", from, ours, to]), from, to };
}

/** What `terraform show -json` prints of the first plan of that stack, as far as it is read. */
export function planOf(stack: StackJson): Json {
  const resources = Object.entries<Record<string, Json>>(stack.resource).flatMap(([type, bodies]) =>
    Object.entries(bodies).map(([name, body]) => ({ type, name, address: `${type}.${name}`, body })),
  );
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    complete: true,
    errored: false,
    resource_changes: resources.map(({ type, name, address, body }) => ({
      address,
      mode: "managed",
      type,
      name,
      provider_name: "registry.terraform.io/hashicorp/google",
      change: {
        actions: ["create"],
        before: null,
        after: { name: body.name ?? null, region: body.region ?? null },
        after_unknown: { id: true },
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    output_changes: {},
    configuration: {
      provider_config: {
        google: {
          name: "google",
          full_name: "registry.terraform.io/hashicorp/google",
          version_constraint: "6.50.0",
          expressions: { project: { constant_value: "netra-staging" }, region: { constant_value: "us-central1" } },
        },
      },
      root_module: { outputs: {}, resources: resources.map(({ address }) => ({ address, mode: "managed" })) },
    },
  };
}

/** Writes what a plan does, from a plan with these changes, of main's stack with those. JSON(…) is written as it is. */
export function plan(change: Change = () => {}, label: Record<string, string> = {}, stack: Change = () => {}) {
  const { check, to } = configuration(stack);
  check();
  const json = planOf(main);
  change(json);
  const [planFile, file] = [join(to, "plan.json"), join(to, "changes.json")];
  writeFileSync(
    planFile,
    JSON.stringify(json).replace(/"JSON\((.*?)\)"/g, (_, text) => JSON.parse(`"${text}"`)),
  );
  const env = { COMMIT: HEAD, GITHUB_RUN_ID: "42", ...label };
  return { file, write: () => planChanges(["staging", planFile, to, file], env, new Date(NOW)) };
}

/** Compares the plan of main with a changes.json that a branch may have forged. */
export function compare(forge: Change = () => {}, env: Record<string, string> = {}, world: Change = () => {}) {
  const [reviewed, planned] = [plan(() => {}, { PULL_REQUEST: "7" }), plan(world, { COMMIT: MERGED })];
  reviewed.write();
  planned.write();
  const json = JSON.parse(readFileSync(reviewed.file, "utf8"));
  forge(json);
  writeFileSync(reviewed.file, JSON.stringify(json));
  const given = { COMMIT: HEAD, RUN: "42", PULL_REQUEST: "7", ...env };
  return sameChanges(["staging", reviewed.file, planned.file], given, NOW);
}

/** The same, where a file that a branch has uploaded is no such JSON. */
export function compareFile(write: (file: string) => void) {
  const { file, write: planned } = plan();
  planned();
  const reviewed = join(temporary("reviewed"), "changes.json");
  write(reviewed);
  return sameChanges(["staging", reviewed, file], { COMMIT: HEAD, RUN: "42" }, NOW);
}

/** The apply of a deploy: what was approved is the review of the same run, by its sha256. */
export function apply(swap: Change = () => {}, expected?: string) {
  const [approved, planned] = [plan(() => {}, { COMMIT: MERGED }), plan(() => {}, { COMMIT: MERGED })];
  approved.write();
  planned.write();
  const reviewedText = readFileSync(approved.file, "utf8");
  const json = JSON.parse(reviewedText);
  swap(json);
  writeFileSync(approved.file, `${JSON.stringify(json, null, 2)}\n`);
  const env = { COMMIT: MERGED, RUN: "42", EXPECTED_SHA256: expected ?? sha256(reviewedText) };
  return sameChanges(["staging", approved.file, planned.file], env, NOW);
}

const here = { full_name: REPOSITORY };
const PULL = {
  number: 7,
  merged_at: days(0),
  merge_commit_sha: MERGED,
  head: { sha: HEAD, repo: here },
  base: { ref: "main", repo: here },
};
const RUN = {
  id: 42,
  path: ".github/workflows/pr.yaml",
  event: "pull_request",
  status: "completed",
  conclusion: "success",
  head_sha: HEAD,
  head_repository: here,
  repository: here,
  pull_requests: [{ number: 7, base: { ref: "main" } }],
};
const ARTIFACT = { name: "review-staging", expired: false, created_at: days(1) };

/** Asks GitHub what was reviewed, where these things are otherwise than they should be. */
export async function find({
  pull = {},
  run = {},
  runs = [{ ...RUN, ...run }],
  artifact = {},
  artifacts = [{ ...ARTIFACT, ...artifact }],
}: Json = {}): Promise<{ said: string; output: string; asked: string[] }> {
  const github = await Loopback.start({
    [`GET /commits/${MERGED}/pulls`]: [{ ...PULL, ...pull }],
    "GET /actions/workflows/pr.yaml/runs": { workflow_runs: runs },
    ...Object.fromEntries(runs.map(({ id }: Json) => [`GET /actions/runs/${id}/artifacts`, { artifacts }])),
  });
  try {
    const output = join(temporary("found"), "output");
    const said = await reviewedChanges(["staging"], { ...runner(github.url), GITHUB_OUTPUT: output });
    return { said, output: readFileSync(output, "utf8"), asked: github.seen.map(({ path }) => path) };
  } finally {
    await github.stop();
  }
}

/** Asks GitHub whether main is still at the commit that is deployed. */
export async function head(main: Json, status?: string, env: Record<string, string> = {}): Promise<string> {
  const github = await Loopback.start({
    "GET /git/ref/heads/main": { ref: "refs/heads/main", object: main },
    [`GET /compare/${MERGED}...${main?.sha}`]: { text: JSON.stringify({ status }) },
  });
  try {
    return await headOfMain([], { ...runner(github.url), GITHUB_EVENT_NAME: "push", GITHUB_RUN_ATTEMPT: "1", ...env });
  } finally {
    await github.stop();
  }
}

export { RUN };

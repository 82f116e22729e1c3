import { parse } from "@bufbuild/cel";
import { ATTRIBUTES, providerCondition } from "../../../constructs/pipeline/provider-condition";
import { bootstrapOf, environments } from "../../stacks/stacks";
import { type Claims, Federation } from "../../support/federation";

const [staging] = environments;
if (!staging) throw new Error("there is an environment");
const federation = new Federation(bootstrapOf(staging), {
  repository: "acme/orders",
  repository_id: "1001",
  repository_owner_id: "77",
});

const MAIN = "refs/heads/main";
const PULL = "refs/pull/5/merge";

/** A job as GitHub describes it, here one that applies. */
const DEPLOY: Claims = {
  iss: "https://token.actions.githubusercontent.com",
  sub: "repo:acme/orders:environment:staging",
  repository: "acme/orders",
  repository_id: "1001",
  repository_owner: "acme",
  repository_owner_id: "77",
  environment: "staging",
  ref: MAIN,
  ref_type: "branch",
  base_ref: "",
  head_ref: "",
  event_name: "push",
  workflow_ref: `acme/orders/.github/workflows/deploy.yaml@${MAIN}`,
  job_workflow_ref: `acme/orders/.github/workflows/deploy.yaml@${MAIN}`,
};
const PLAN: Claims = {
  ...DEPLOY,
  sub: "repo:acme/orders:environment:staging-plan",
  environment: "staging-plan",
  ref: PULL,
  base_ref: "main",
  head_ref: "a-branch",
  event_name: "pull_request",
  workflow_ref: `acme/orders/.github/workflows/pr.yaml@${PULL}`,
  job_workflow_ref: `acme/orders/.github/workflows/pr.yaml@${PULL}`,
};
const DRIFT: Claims = {
  ...DEPLOY,
  environment: "staging-main",
  event_name: "schedule",
  job_workflow_ref: `acme/orders/.github/workflows/drift.yaml@${MAIN}`,
};
const PROBE: Claims = { ...DEPLOY, environment: "staging-probe" };
const workflow = (file: string, ref = MAIN, repository = "acme/orders") =>
  `${repository}/.github/workflows/${file}@${ref}`;

const LET_IN: [string, string, Claims][] = [
  ["deploys: a push on main, in the environment that waits for approval", "deploy", DEPLOY],
  ["deploys: started by hand on main", "deploy", { ...DEPLOY, event_name: "workflow_dispatch" }],
  ["plans: a pull request to main, in the planning environment", "plan", PLAN],
  ["reads: the review before a deploy, on main", "plan", { ...DEPLOY, environment: "staging-main" }],
  [
    "reads: the verification after a deploy that was started by hand",
    "plan",
    {
      ...DEPLOY,
      environment: "staging-main",
      event_name: "workflow_dispatch",
    },
  ],
  ["reads: drift at night, on main", "plan", DRIFT],
  ["reads: drift that was started by hand on main", "plan", { ...DRIFT, event_name: "workflow_dispatch" }],
  [
    "reads: on main in the planning environment, where a reviewer lets it begin",
    "plan",
    {
      ...DRIFT,
      environment: "staging-plan",
    },
  ],
  ["proves: the probe after a deploy, on main", "probe", PROBE],
  ["proves: the probe after a deploy by hand", "probe", { ...PROBE, event_name: "workflow_dispatch" }],
  ["proves: the probe at night, on main", "probe", { ...DRIFT, environment: "staging-probe" }],
  [
    "deploys after the repository was renamed: its ids have stayed",
    "deploy",
    {
      ...DEPLOY,
      repository: "acme/shop",
      sub: "repo:acme/shop:environment:staging",
      job_workflow_ref: workflow("deploy.yaml", MAIN, "acme/shop"),
    },
  ],
  [
    "plans after the owner was renamed: its id has stayed",
    "plan",
    {
      ...PLAN,
      repository: "acme-inc/orders",
      repository_owner: "acme-inc",
      job_workflow_ref: workflow("pr.yaml", PULL, "acme-inc/orders"),
    },
  ],
];

test.each(LET_IN)("a job %s", (_, account, claims) => {
  expect(federation.becomes(claims)).toEqual([account]);
});

const REFUSED: [string, Claims][] = [
  // Where it comes from
  ["of a fork: it has another id, whatever else it says", { ...PLAN, repository_id: "1002" }],
  ["of a repository that took the name after the owner gave it up", { ...DEPLOY, repository_id: "2002" }],
  ["of another owner, to whom the repository was transferred", { ...DEPLOY, repository_owner_id: "78" }],
  [
    "of another owner who took the owner's name",
    {
      ...DEPLOY,
      repository_id: "2002",
      repository_owner_id: "78",
    },
  ],
  [
    "of another repository of the same owner",
    {
      ...DEPLOY,
      repository: "acme/blog",
      repository_id: "1003",
      job_workflow_ref: workflow("deploy.yaml", MAIN, "acme/blog"),
    },
  ],
  ["whose repository's id only begins with the right one", { ...DEPLOY, repository_id: "10011" }],
  ["whose repository's id is a number and no text", { ...DEPLOY, repository_id: 1001 }],
  // Which environment
  ["without an environment", without(DEPLOY, "environment")],
  ["with an empty environment", { ...DEPLOY, environment: "" }],
  ["in the environment of production", { ...DEPLOY, environment: "production" }],
  ["in the planning environment of production", { ...PLAN, environment: "production-plan" }],
  ["in an environment of the same name in other case", { ...DEPLOY, environment: "Staging" }],
  ["of a pull request in the deploying environment", { ...PLAN, environment: "staging" }],
  ["of a pull request in the environment of main", { ...PLAN, environment: "staging-main" }],
  ["of a pull request in the environment of the probe", { ...PLAN, environment: "staging-probe" }],
  ["in the environment of the probe of production", { ...PROBE, environment: "production-probe" }],
  ["that probes from a branch, and calls the workflow of main", { ...PROBE, ref: "refs/heads/a-branch" }],
  ["that probes by a workflow of its own on main", { ...PROBE, job_workflow_ref: workflow("other.yaml") }],
  ["of drift in the deploying environment", { ...DRIFT, environment: "staging" }],
  // From which ref, by which event
  [
    "that deploys from a branch",
    {
      ...DEPLOY,
      ref: "refs/heads/a-branch",
      job_workflow_ref: workflow("deploy.yaml", "refs/heads/a-branch"),
    },
  ],
  ["that deploys from a branch, and calls the workflow of main", { ...DEPLOY, ref: "refs/heads/a-branch" }],
  [
    "that deploys from a branch whose name begins with main",
    {
      ...DEPLOY,
      ref: "refs/heads/main-2",
      job_workflow_ref: workflow("deploy.yaml", "refs/heads/main-2"),
    },
  ],
  [
    "that deploys from a tag",
    { ...DEPLOY, ref: "refs/tags/v1", job_workflow_ref: workflow("deploy.yaml", "refs/tags/v1") },
  ],
  [
    "that deploys from a tag called main",
    {
      ...DEPLOY,
      ref: "refs/tags/main",
      job_workflow_ref: workflow("deploy.yaml", "refs/tags/main"),
    },
  ],
  [
    "that plans on a push to a branch",
    {
      ...PLAN,
      event_name: "push",
      base_ref: "",
      ref: "refs/heads/a-branch",
      job_workflow_ref: workflow("pr.yaml", "refs/heads/a-branch"),
    },
  ],
  ["that plans a pull request into another branch", { ...PLAN, base_ref: "a-base-of-my-own" }],
  [
    "that plans for pull_request_target, which runs with more rights",
    {
      ...PLAN,
      event_name: "pull_request_target",
      ref: MAIN,
      job_workflow_ref: workflow("pr.yaml"),
    },
  ],
  ["that a comment on an issue started", { ...DEPLOY, event_name: "issue_comment" }],
  ["that another workflow's end started", { ...DEPLOY, event_name: "workflow_run" }],
  ["that deploys at night", { ...DEPLOY, event_name: "schedule" }],
  [
    "of drift on a branch",
    {
      ...DRIFT,
      event_name: "workflow_dispatch",
      ref: "refs/heads/a-branch",
      job_workflow_ref: workflow("drift.yaml", "refs/heads/a-branch"),
    },
  ],
  ["of drift on a branch, that calls the workflow of main", { ...DRIFT, ref: "refs/heads/a-branch" }],
  ["that a review of the pull request started", { ...PLAN, event_name: "pull_request_review" }],
  [
    "that plans for no pull request",
    { ...PLAN, ref: "refs/heads/a-branch", job_workflow_ref: workflow("pr.yaml", "refs/heads/a-branch") },
  ],
  // By which workflow
  ["of another workflow of main, at night", { ...DRIFT, job_workflow_ref: workflow("other.yaml") }],
  [
    "of another workflow of main, in the deploying environment",
    { ...DEPLOY, job_workflow_ref: workflow("other.yaml") },
  ],
  [
    "of another workflow of the branch, in the planning environment",
    {
      ...PLAN,
      job_workflow_ref: workflow("mine.yaml", PULL),
    },
  ],
  ["of a reusable workflow elsewhere", { ...DEPLOY, job_workflow_ref: workflow("deploy.yaml", MAIN, "evil/orders") }],
  [
    "of a reusable workflow elsewhere, at a tag",
    {
      ...PLAN,
      job_workflow_ref: workflow("pr.yaml", "refs/tags/v1", "evil/tools"),
    },
  ],
  [
    "of another repository that calls this one's deploy.yaml",
    {
      ...DEPLOY,
      repository: "evil/caller",
      repository_id: "666",
      repository_owner_id: "13",
    },
  ],
  ["of the workflow of main at a commit", { ...DEPLOY, job_workflow_ref: workflow("deploy.yaml", "a".repeat(40)) }],
  ["of the plan of another pull request", { ...PLAN, job_workflow_ref: workflow("pr.yaml", "refs/pull/6/merge") }],
  ["of drift.yaml by a push", { ...DRIFT, event_name: "push" }],
  // What is missing or hostile
  ...["repository", "repository_id", "repository_owner_id", "ref", "event_name", "job_workflow_ref"].map(
    (claim): [string, Claims] => [`without the claim ${claim}`, without(DEPLOY, claim)],
  ),
  ["of a pull request without the claim base_ref", without(PLAN, "base_ref")],
  ["with no claim at all", {}],
  ["whose environment ends the text and goes on as an expression", { ...DEPLOY, environment: 'staging" || true || "' }],
  ["whose environment has a line break after it", { ...DEPLOY, environment: "staging\n" }],
  ["whose environment has the ref in it", { ...PLAN, environment: `staging:${MAIN}` }],
  ["whose environment has a control character in it", { ...DEPLOY, environment: "staging\u0000" }],
  ["whose ref goes on after main", { ...DEPLOY, ref: `${MAIN}\n` }],
  ["whose workflow is as long as a claim can be", { ...DEPLOY, job_workflow_ref: "a".repeat(100_000) }],
  ["whose claims are lists that hold the right text", { ...DEPLOY, environment: ["staging"], ref: [MAIN] }],
  ["whose claims are null", { ...DEPLOY, environment: null, repository_id: null }],
];

test.each(REFUSED)("a job %s becomes nobody", (_, claims) => {
  expect(federation.takes(claims)).toBe(false);
  expect(federation.becomes(claims)).toEqual([]);
});

test("each term of the condition is needed: without it, one of the refused jobs is let in", () => {
  const terms = federation.condition.split(/( && | \|\| )/);
  const without = terms.flatMap((term, index) => {
    const [inner = ""] = /assertion\.\w+(?:\.startsWith\(.*?\)| (?:==|in) [^()]+)/.exec(term) ?? [];
    if (inner === "") return [];
    const rest = terms.with(index, term.replace(inner, "true")).join("");
    return [{ inner, letsIn: REFUSED.filter(([, claims]) => federation.takes(claims, rest)).length }];
  });
  expect(without).toHaveLength(15);
  expect(without.filter(({ letsIn }) => letsIn === 0).map(({ inner }) => inner)).toEqual([]);
});

test("no job becomes two accounts", () => {
  const values = {
    environment: ["staging", "staging-plan", "staging-main", "staging-probe", "production"],
    ref: [MAIN, PULL, "refs/heads/x"],
    event_name: ["push", "pull_request", "schedule", "workflow_dispatch"],
  };
  const files = ["deploy.yaml", "drift.yaml", "pr.yaml"];
  const seen = values.environment.flatMap((environment) =>
    values.ref.flatMap((ref) =>
      values.event_name.flatMap((event_name) =>
        files.map((file) => ({ ...PLAN, environment, ref, event_name, job_workflow_ref: workflow(file, ref) })),
      ),
    ),
  );
  const accounts = seen.map((claims) => federation.becomes(claims));
  expect(accounts.filter((one) => one.length > 1)).toEqual([]);
  expect(accounts.filter(([one]) => one === "deploy")).toHaveLength(2);
  expect(accounts.filter(([one]) => one === "plan")).toHaveLength(9);
  expect(accounts.filter(([one]) => one === "probe")).toHaveLength(4);
});

describe("Google's limits", () => {
  const longest = "e".repeat(52);
  const ids = { repositoryId: "9".repeat(20), ownerId: "9".repeat(20) };

  test("a condition has 4096 characters at most, and nothing in it but ASCII on one line", () => {
    const condition = providerCondition({ environment: longest, ...ids });
    expect(condition.length).toBeLessThan(4096);
    expect(condition).toMatch(/^[ -~]+$/);
  });

  test("a mapping has 2048 characters at most, and a subject 127 bytes, where GitHub's own may have more", () => {
    expect(Object.values(ATTRIBUTES).filter((text) => text.length > 2048)).toEqual([]);
    const claims = {
      ...DRIFT,
      environment: `${longest}-probe`,
      repository_id: ids.repositoryId,
      event_name: "workflow_dispatch",
    };
    const subject = federation.attributesOf(claims)?.["google.subject"] ?? "";
    expect(subject).toBe(`${ids.repositoryId}:${longest}-probe:workflow_dispatch`);
    expect(Buffer.byteLength(subject)).toBeLessThanOrEqual(127);
  });

  test("no function is used that the standard of CEL has not", () => {
    expect([...federation.condition.matchAll(/(\w+)\(/g)].map(([, name]) => name)).toEqual(["startsWith"]);
    expect(() => parse(federation.condition)).not.toThrow();
  });
});

function without(claims: Claims, claim: string): Claims {
  const { [claim]: _, ...rest } = claims;
  return rest;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { GitHub } from "../../../lineup/src/github/client";
import { runner } from "../../../lineup/test/github/reports";
import { environmentDiffers, protectionDiffers } from "../../../scripts/github/compare";
import { environmentOn, protectionOn, secretsOn } from "../../../scripts/github/live";
import { ownersIn, reviewersFor } from "../../../scripts/github/reviewers";
import { setOnGitHub } from "../../../scripts/github/set";
import { REQUIRED_CHECKS, settingsFor } from "../../../scripts/github/settings";
import { settingsTable } from "../../../scripts/github/table";
import { Hosted, type Json } from "./hosted";

// Some of it is set up dozens of times, by requests one after another.
jest.setTimeout(60_000);

const IDENTITIES = {
  provider: "projects/1/locations/global/workloadIdentityPools/github/providers/github",
  planAccount: "lineup-plan@netra-staging.iam.gserviceaccount.com",
  deployAccount: "lineup-deploy@netra-staging.iam.gserviceaccount.com",
  probeAccount: "lineup-probe@netra-staging.iam.gserviceaccount.com",
};
const STAGING = { name: "staging", plans: "approved", approvals: "another-person" } as const;
const approved = settingsFor(STAGING, IDENTITIES);
const everyBranch = settingsFor({ ...STAGING, plans: "every-branch" }, IDENTITIES);
const byAnyone = settingsFor({ ...STAGING, approvals: "anyone" }, IDENTITIES);
const ACTIONS = 15368;
const CHECKS = { strict: true, checks: [{ context: "pull request", app_id: ACTIONS }] };

let hosted: Hosted;
let github: GitHub;
beforeEach(async () => {
  hosted = await new Hosted().start();
  github = new GitHub(runner(hosted.url));
});
afterEach(() => hosted.stop());

const approvers = async () => (await reviewersFor(github, ["@netra/platform"])).reviewers;
/** What was done; a failure is one of the test. */
async function set(settings = approved): Promise<string[]> {
  const { done, failed } = await setOnGitHub(github, settings, approvers);
  if (failed.length > 0) throw new Error(failed.join());
  return done;
}

async function differences(settings = approved): Promise<string[]> {
  const found = [];
  for (const one of settings.environments) {
    found.push(...environmentDiffers(one, await environmentOn(github, one.name)));
  }
  return [...found, ...protectionDiffers(settings.protection, await protectionOn(github, "main"))];
}

describe("what is set", () => {
  test("is as described afterwards, and is not sent again", async () => {
    expect(await differences()).toEqual([...Array(4).fill("it is not there"), "main is not protected"]);
    expect(await set()).toEqual([
      "environment staging-plan: made",
      "environment staging-main: made",
      "environment staging-probe: made",
      "environment staging: made",
      "protection of main: made",
    ]);
    expect(await differences()).toEqual([]);
    const before = hosted.writes.length;
    expect(await set()).toEqual([
      "environment staging-plan: as described",
      "environment staging-main: as described",
      "environment staging-probe: as described",
      "environment staging: as described",
      "protection of main: as described",
    ]);
    expect(hosted.writes).toHaveLength(before);
  });

  test("lets only main deploy, after an approval", async () => {
    await set();
    const { said, policies } = hosted.environments.get("staging");
    expect(said.deployment_branch_policy).toEqual({ protected_branches: false, custom_branch_policies: true });
    expect(policies).toEqual([expect.objectContaining({ name: "main", type: "branch" })]);
    expect(said.protection_rules).toEqual([
      expect.objectContaining({ type: "required_reviewers", reviewers: [{ type: "Team", reviewer: { id: 7 } }] }),
    ]);
  });

  test("approvals may be anyone's where the environment says so, and what is stricter stays", async () => {
    await set(byAnyone);
    const rule = () => hosted.environments.get("staging").said.protection_rules[0];
    expect(rule().prevent_self_review).toBe(false);
    expect(hosted.protection.required_pull_request_reviews.require_last_push_approval).toBe(false);
    expect(await differences(approved)).toEqual([
      "who began a job may approve it",
      "who began a job may approve it",
      "who pushed last may approve the push",
    ]);
    await set(approved);
    expect(await differences(approved)).toEqual([]);
    expect(await differences(byAnyone)).toEqual([]);
    Object.assign(hosted.environments.get("staging").said, { deployment_branch_policy: null });
    Object.assign(hosted.protection, { enforce_admins: { enabled: false } });
    await set(byAnyone);
    expect(rule().prevent_self_review).toBe(true);
    expect(hosted.protection.required_pull_request_reviews.require_last_push_approval).toBe(true);
  });

  test("asks for an approval of plans where the environment says so, and only there", async () => {
    await set(everyBranch);
    expect(hosted.environments.get("staging-plan").said.protection_rules).toEqual([]);
    expect(await differences(approved)).toEqual(["nobody has to approve its jobs"]);
    await set(approved);
    expect(hosted.environments.get("staging-plan").said.protection_rules).toHaveLength(1);
    expect((await differences(everyBranch))[0]).toMatch(/^somebody has to approve its jobs/);
  });

  test("keeps the reviewers and the delay that somebody has chosen", async () => {
    await github.send("PUT", "/environments/staging", { reviewers: [{ type: "User", id: 9 }], wait_timer: 30 });
    await set();
    expect(hosted.environments.get("staging").said.protection_rules).toEqual([
      { type: "wait_timer", wait_timer: 30 },
      expect.objectContaining({ reviewers: [{ type: "User", reviewer: { id: 9 } }] }),
    ]);
  });

  test("without anybody who could approve it is refused, and the way out is said", async () => {
    const { done, failed } = await setOnGitHub(github, approved, async () => []);
    expect(failed).toEqual([
      expect.stringMatching(/^environment staging-plan: nobody/),
      expect.stringMatching(/^environment staging: nobody .* in \.github\/CODEOWNERS /),
    ]);
    expect(hosted.environments.has("staging")).toBe(false);
    // The rest is set all the same.
    expect(done).toEqual([
      "environment staging-main: made",
      "environment staging-probe: made",
      "protection of main: made",
    ]);
  });

  test("broken off anywhere, it is finished by the next run", async () => {
    for (let after = 1; ; after += 1) {
      hosted.environments.clear();
      hosted.protection = undefined;
      let sent = 0;
      const send = github.send.bind(github);
      const breaking = jest.spyOn(github, "send").mockImplementation((method, ...rest) => {
        if (method !== "GET" && ++sent > after) throw new Error("the connection broke");
        return send(method, ...rest);
      });
      const end = await set().catch((error: Error) => error.message);
      breaking.mockRestore();
      if (!String(end).includes("the connection broke")) break;
      // What is there half-way lets nobody in who would not be let in at the end.
      const deploys = hosted.environments.get("staging")?.said;
      if (deploys) expect(deploys.protection_rules).not.toEqual([]);
      await set();
      expect(await differences()).toEqual([]);
    }
  });
});

describe("what somebody changed", () => {
  beforeEach(() => set());

  test.each<[string, (staging: Json) => unknown, string]>([
    [
      "another branch",
      ({ policies }) => policies.push({ id: 1, name: "release/*", type: "branch" }),
      "besides main it may be used by the branch release/*",
    ],
    [
      "a tag called main",
      ({ policies }) => Object.assign(policies[0], { type: "tag" }),
      "besides main it may be used by the tag main",
    ],
    [
      "every branch",
      ({ said }) => Object.assign(said, { deployment_branch_policy: null }),
      "every branch may use it, and not only main",
    ],
    [
      "protected branches",
      ({ said }) =>
        Object.assign(said, { deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } }),
      "every protected branch may use it, and not only main",
    ],
    [
      "one's own approval",
      ({ said }) => Object.assign(said.protection_rules[0], { prevent_self_review: false }),
      "who began a job may approve it",
    ],
    ["nobody approves", ({ said }) => Object.assign(said, { protection_rules: [] }), "nobody has to approve its jobs"],
    [
      "another account",
      ({ variables }) => Object.assign(variables[1], { value: "evil@x\u001b[2J\n" }),
      'SERVICE_ACCOUNT is "evil@x" and not',
    ],
    ["no variables", ({ variables }) => variables.splice(0), "WORKLOAD_IDENTITY_PROVIDER is not set"],
  ])("of the deploying environment is said, and set right: %s", async (_, change, sentence) => {
    change(hosted.environments.get("staging"));
    expect((await differences())[0]).toContain(sentence);
    await set();
    expect(await differences()).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      "a check",
      { required_status_checks: { strict: true, checks: [{ context: "mine", app_id: 3 }], contexts: [] } },
      "not required: pull request",
    ],
    [
      "checks as older servers say them",
      { required_status_checks: { strict: true, contexts: ["pull request "] } },
      "not required: pull request",
    ],
    ["up to date", { required_status_checks: { ...CHECKS, strict: false } }, "a branch need not be up to date"],
    [
      "a check that any app may report",
      { required_status_checks: { strict: true, checks: [{ context: "pull request", app_id: null }] } },
      "pull request may be reported by another app than GitHub Actions",
    ],
    [
      "a check that another app reports",
      { required_status_checks: { strict: true, checks: [{ context: "pull request", app_id: 3 }] } },
      "pull request may be reported by another app than GitHub Actions",
    ],
    [
      "a check of which no app is said",
      { required_status_checks: { strict: true, contexts: REQUIRED_CHECKS } },
      "pull request may be reported by another app than GitHub Actions",
    ],
    [
      "the last push",
      {
        required_pull_request_reviews: {
          required_approving_review_count: 1,
          require_code_owner_reviews: true,
          dismiss_stale_reviews: true,
        },
      },
      "who pushed last may approve the push",
    ],
    ["no reviews", { required_pull_request_reviews: undefined }, "no approval is required"],
    [
      "somebody passes by",
      {
        required_pull_request_reviews: {
          required_approving_review_count: 1,
          require_code_owner_reviews: true,
          dismiss_stale_reviews: true,
          require_last_push_approval: true,
          bypass_pull_request_allowances: { users: [{ login: "x" }] },
        },
      },
      "somebody may merge without",
    ],
    ["administrators", { enforce_admins: { enabled: false } }, "administrators may pass it by"],
    ["force pushes", { allow_force_pushes: { enabled: true } }, "it may be force-pushed"],
    ["an unreadable flag", { allow_deletions: "no" }, "it may be deleted"],
  ])("of the protection is said, and set right: %s", async (_, change, sentence) => {
    Object.assign(hosted.protection, change);
    expect((await differences())[0]).toContain(sentence);
    await set();
    expect(await differences()).toEqual([]);
  });

  test("what is stricter than described stays when something else is set right", async () => {
    Object.assign(hosted.protection, {
      enforce_admins: { enabled: false },
      required_linear_history: { enabled: true },
      restrictions: { users: [{ login: "alice" }], teams: [{ slug: "platform" }], apps: [] },
      required_status_checks: {
        strict: true,
        checks: [
          { context: "mine", app_id: 3 },
          { context: "anybody's", app_id: null },
        ],
      },
      required_pull_request_reviews: { required_approving_review_count: 2 },
    });
    await set();
    const { body } = hosted.sent.at(-1) ?? {};
    expect(body).toMatchObject({
      required_linear_history: true,
      restrictions: { users: ["alice"], teams: ["platform"], apps: [] },
      required_pull_request_reviews: { required_approving_review_count: 2 },
    });
    expect(body.required_status_checks.checks).toEqual([
      { context: "mine", app_id: 3 },
      { context: "anybody's", app_id: -1 },
      { context: "pull request", app_id: ACTIONS },
    ]);
  });
});

describe("an answer of another form is no answer", () => {
  beforeEach(() => set());

  test.each<[string, string, unknown]>([
    [
      "another environment",
      "GET /environments/staging-plan",
      { name: "staging", protection_rules: [], deployment_branch_policy: null },
    ],
    ["no rules", "GET /environments/staging-plan", { name: "staging-plan", deployment_branch_policy: null }],
    ["no branch policy", "GET /environments/staging-plan", { name: "staging-plan", protection_rules: [] }],
    ["a list", "GET /environments/staging-plan", [1]],
    ["half of the variables", "GET /environments/staging-plan/variables", { total_count: 2, variables: [] }],
    ["no list of variables", "GET /environments/staging-plan/variables", { total_count: 0, variables: "none" }],
    [
      "a variable without a value",
      "GET /environments/staging-plan/variables",
      { total_count: 1, variables: [{ name: "A" }] },
    ],
    ["an empty protection", "GET /branches/main/protection", {}],
    ["a protection that may not be read", "GET /branches/main/protection", { status: 404, message: "Not Found" }],
    ["a refusal", "GET /environments/staging-plan", { status: 403, message: "Must have admin rights to Repository." }],
  ])("%s", async (_, path, answer) => {
    hosted.instead[path] = answer;
    await expect(differences()).rejects.toThrow();
  });

  test("secrets are read by name", async () => {
    hosted.secrets.push("PLAN_PASSPHRASE");
    expect(await secretsOn(github, "staging")).toEqual(["PLAN_PASSPHRASE"]);
    hosted.instead["GET /environments/staging/secrets"] = { secrets: [] };
    await expect(secretsOn(github, "staging")).rejects.toThrow("not a list of secrets");
  });
});

test("who approves are the code owners of everything, as far as the repository knows them", async () => {
  const owners = ownersIn("# *  @nobody\n/docs/ @docs\n*  @netra/platform @alice @other/team # them\n");
  expect(owners).toEqual(["@netra/platform", "@alice", "@other/team"]);
  expect(await reviewersFor(github, owners)).toEqual({
    reviewers: [
      { type: "Team", id: 7 },
      { type: "User", id: 9 },
    ],
    unknown: ["@other/team"],
  });
  expect(ownersIn(readFileSync(join(__dirname, "../../../.github/CODEOWNERS"), "utf8"))).toHaveLength(1);
});

test("main reads without asking anybody, and no branch can", async () => {
  await set();
  const main = hosted.environments.get("staging-main");
  expect(main.said.protection_rules).toEqual([]);
  expect(main.policies).toEqual([expect.objectContaining({ name: "main", type: "branch" })]);
  expect(main.variables).toContainEqual(expect.objectContaining({ value: IDENTITIES.planAccount }));
});

test("the probe starts without asking anybody, from main alone, as an account of its own", async () => {
  await set();
  const { said, policies, variables } = hosted.environments.get("staging-probe");
  expect(said.protection_rules).toEqual([]);
  expect(policies).toEqual([expect.objectContaining({ name: "main", type: "branch" })]);
  expect(variables).toContainEqual(expect.objectContaining({ value: IDENTITIES.probeAccount }));
});

test.each([
  [undefined, "off"],
  [{ trace: false }, "off"],
  [{ trace: true }, "on"],
])("its jobs are told whether Google traces the paths: %j is %s, and a change is told, too", (probe, said) => {
  const { environments } = settingsFor({ ...STAGING, probe }, IDENTITIES);
  const told = environments.flatMap(({ name, variables }) =>
    variables.PROBE_TRACE ? [[name, variables.PROBE_TRACE]] : [],
  );
  expect(told).toEqual([["staging-probe", said]]);
});

test("by hand, the same is said in the words of GitHub's pages", () => {
  const table = settingsTable(approved, "netra/environment").join("\n");
  for (const check of REQUIRED_CHECKS) expect(table).toContain(`${check}, from GitHub Actions and no other source`);
  expect(table).toContain("Prevent self-review: on: who began a job cannot approve it");
  expect(table).toContain("most recent reviewable push: on: who pushed last cannot approve it");
  expect(settingsTable(byAnyone, "o/n").join("\n")).toContain("Prevent self-review: off or on");
  expect(table).toContain("the branch main, and no other");
  expect(table).toContain(
    `gh variable set SERVICE_ACCOUNT --repo netra/environment --env staging --body ${IDENTITIES.deployAccount}`,
  );
  expect(settingsTable(everyBranch, "o/n").join("\n")).toContain("Required reviewers: off");
});

test("the required check is a job of pr.yaml that reports whatever happens", () => {
  const { jobs } = parse(readFileSync(join(__dirname, "../../../.github/workflows/pr.yaml"), "utf8"));
  const named = Object.values<{ name: string; if?: string; needs?: unknown }>(jobs).filter(({ name }) =>
    REQUIRED_CHECKS.includes(name),
  );
  expect(named).toHaveLength(1);
  expect(named[0]?.if).toContain("always()");
});

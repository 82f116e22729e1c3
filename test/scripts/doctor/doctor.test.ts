import { GitHub } from "../../../lineup/src/github/client";
import { runner } from "../../../lineup/test/github/reports";
import { CHECKS } from "../../../scripts/doctor/index";
import { examined, exitCode, lines } from "../../../scripts/doctor/report";
import { setOnGitHub } from "../../../scripts/github/set";
import { identitiesIn, settingsFor } from "../../../scripts/github/settings";
import { Hosted } from "../github/hosted";
import { asWritten, bootstrap, type Json, notFound, PROJECT, staging, world } from "./google";

let answers: Record<string, Json>;
let hosted: Hosted;
beforeAll(async () => {
  hosted = await new Hosted().start();
  const outputs = await world({}, hosted.url).outputs();
  await setOnGitHub(new GitHub(runner(hosted.url)), settingsFor(staging, identitiesIn(outputs)), async () => [
    { type: "Team", id: 7 },
  ]);
});
afterAll(() => hosted.stop());
beforeEach(() => {
  answers = asWritten();
});

async function said(hub: Parameters<typeof world>[1] = hosted.url) {
  const found = await examined(CHECKS, world(answers, hub));
  const findings = found.flatMap(({ title, judged }) => judged.findings.map((one) => `${title}: ${one.what}`));
  return { code: exitCode(found), findings, text: lines(found, "staging").join("\n"), found };
}

const at = `projects/${PROJECT.id}`;
const DEPLOY = `${at}/serviceAccounts/lineup-deploy@netra-staging.iam.gserviceaccount.com`;
const POLICY = `cloudresourcemanager/${at}:getIamPolicy`;
const STATE = "storage/b/netra-staging-terraform-state";
const POOL = `iam/${at}/locations/global/workloadIdentityPools/github`;
const PROVIDER = `${POOL}/providers/github`;
const org = (constraint: string) => `orgpolicy/${at}/policies/${constraint}:getEffectivePolicy`;
const deploy = "serviceAccount:lineup-deploy@netra-staging.iam.gserviceaccount.com";

test("where everything is as written, each check says so in one line, and the exit is 0", async () => {
  const { code, findings, text } = await said();
  expect(findings).toEqual([]);
  expect(code).toBe(0);
  expect(text.split("\n").filter((line) => line.startsWith("✓ "))).toHaveLength(CHECKS.length);
  expect(text).toContain(`staging: ${CHECKS.length} of ${CHECKS.length} checks as written, 0 not, 0 could not be read`);
});

test("it only reads: the only requests beside GET ask for policies", async () => {
  const asked: string[] = [];
  await examined(CHECKS, world(answers, hosted.url, asked));
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((one) => !one.startsWith("GET ") && !/^POST [^?]*:getIamPolicy(\?|$)/.test(one))).toEqual([]);
});

/** What somebody did, what is said of it, and what the way out names. */
const CHANGES: [string, () => unknown, string, string][] = [
  [
    "billing is unlinked",
    () => Object.assign(answers[`cloudbilling/${at}/billingInfo`], { billingEnabled: false }),
    "the project has no billing",
    "gcloud billing projects link",
  ],
  [
    "an API is off",
    () => answers[`serviceusage/${at}/services`].services.splice(3, 1),
    "off: ",
    "gcloud services enable",
  ],
  [
    "an API is listed as off",
    () => Object.assign(answers[`serviceusage/${at}/services`].services[0], { state: "DISABLED" }),
    "off: ",
    "gcloud services enable",
  ],
  [
    "versions are no longer kept",
    () => delete answers[STATE].versioning,
    "versioning is false, written is true",
    "npm run bootstrap -- staging",
  ],
  [
    "old versions are kept for longer",
    () => Object.assign(answers[STATE].lifecycle.rule[0].condition, { daysSinceNoncurrentTime: 3650 }),
    "its lifecycle is another than written",
    "npm run bootstrap",
  ],
  ["nothing ends", () => delete answers[STATE].lifecycle, "its lifecycle is another", "npm run bootstrap"],
  [
    "soft delete is off",
    () => Object.assign(answers[STATE].softDeletePolicy, { retentionDurationSeconds: "0" }),
    "seconds of soft delete is 0, written is 604800",
    "npm run bootstrap",
  ],
  [
    "the bucket may be public",
    () => Object.assign(answers[STATE].iamConfiguration, { publicAccessPrevention: "inherited" }),
    "public access prevention is inherited",
    "npm run bootstrap",
  ],
  [
    "nobody logs who reads the state",
    () => delete answers[STATE].logging,
    "bucket of access logs is not set",
    "npm run bootstrap",
  ],
  [
    "somebody else's key encrypts",
    () => Object.assign(answers[STATE], { encryption: { defaultKmsKeyName: "theirs" } }),
    "key is theirs, written is not set",
    "npm run bootstrap",
  ],
  [
    "the bucket is another project's",
    () => Object.assign(answers[STATE], { name: "another" }),
    "the answer is not about the bucket",
    "again",
  ],
  [
    "the bucket is gone",
    () => Object.assign(answers, { [STATE]: notFound }),
    "buckets: netra-staging-terraform-state: not there",
    "npm run bootstrap",
  ],
  [
    "the pool is gone",
    () => Object.assign(answers, { [POOL]: notFound }),
    "pool github is not there",
    "npm run bootstrap",
  ],
  [
    "the pool is deleted",
    () => Object.assign(answers[POOL], { state: "DELETED" }),
    "pool github is deleted, and keeps its id",
    "gcloud iam workload-identity-pools undelete github",
  ],
  [
    "the provider is deleted",
    () => Object.assign(answers[PROVIDER], { state: "DELETED" }),
    "provider github is deleted",
    "providers undelete github --workload-identity-pool github",
  ],
  [
    "the provider is disabled",
    () => Object.assign(answers[PROVIDER], { disabled: true }),
    "provider github is disabled",
    "npm run bootstrap",
  ],
  [
    "the provider takes every job",
    () => delete answers[PROVIDER].attributeCondition,
    "another condition than written",
    "npm run bootstrap",
  ],
  [
    "the condition is nearly the same",
    () => Object.assign(answers[PROVIDER], { attributeCondition: `${answers[PROVIDER].attributeCondition} || true` }),
    "another condition",
    "npm run bootstrap",
  ],
  [
    "attributes come from elsewhere",
    () => Object.assign(answers[PROVIDER].attributeMapping, { "attribute.place": "assertion.actor" }),
    "another attribute mapping",
    "npm run bootstrap",
  ],
  [
    "another issuer signs",
    () => Object.assign(answers[PROVIDER].oidc, { issuerUri: "https://evil.example" }),
    "another issuer",
    "npm run bootstrap",
  ],
  [
    "somebody's own keys sign",
    () => Object.assign(answers[PROVIDER].oidc, { jwksJson: "{}" }),
    "another set of signing keys",
    "npm run bootstrap",
  ],
  [
    "there is a second provider",
    () => answers[`${POOL}/providers`].workloadIdentityPoolProviders.push({ name: "x/providers/mine" }),
    "a provider that is not written: mine",
    "providers delete mine",
  ],
  [
    "an account is gone",
    () => Object.assign(answers, { [`iam/${DEPLOY}`]: notFound }),
    "lineup-deploy@netra-staging.iam.gserviceaccount.com: not there",
    "npm run bootstrap",
  ],
  [
    "an account is disabled",
    () => Object.assign(answers[`iam/${DEPLOY}`], { disabled: true }),
    "is disabled",
    "npm run bootstrap",
  ],
  [
    "an account has a key",
    () => Object.assign(answers[`iam/${DEPLOY}/keys`], { keys: [{ name: "a/keys/k1", keyType: "USER_MANAGED" }] }),
    "has a key, k1",
    "gcloud iam service-accounts keys delete k1",
  ],
  [
    "a role has lost a permission",
    () => answers[`iam/${at}/roles/lineupDeploy`].includedPermissions.splice(0, 1),
    "lineupDeploy lacks ",
    "npm run bootstrap",
  ],
  [
    "a role allows more",
    () => answers[`iam/${at}/roles/lineupPlan`].includedPermissions.push("resourcemanager.projects.setIamPolicy"),
    "lineupPlan allows more than written: resourcemanager.projects.setIamPolicy",
    "npm run bootstrap",
  ],
  [
    "a role is deleted",
    () => Object.assign(answers[`iam/${at}/roles/lineupPlan`], { deleted: true }),
    "lineupPlan is deleted",
    "gcloud iam roles undelete lineupPlan",
  ],
  [
    "a role is disabled",
    () => Object.assign(answers[`iam/${at}/roles/lineupPlan`], { stage: "DISABLED" }),
    "lineupPlan is disabled",
    "npm run bootstrap",
  ],
  [
    "the deploying account is an owner",
    () => answers[POLICY].bindings.push({ role: "roles/owner", members: [deploy] }),
    `on the project netra-staging: ${deploy} has roles/owner`,
    "remove-iam-policy-binding netra-staging --member 'serviceAccount:lineup-deploy@netra-staging.iam.gserviceaccount.com' --role roles/owner --condition None",
  ],
  [
    "a condition is gone",
    () => answers[POLICY].bindings.map((one: Json) => delete one.condition),
    "missing on the project netra-staging: ",
    "npm run bootstrap",
  ],
  [
    "a condition is wider",
    () =>
      answers[POLICY].bindings
        .filter((one: Json) => one.condition)
        .map((one: Json) => Object.assign(one.condition, { expression: "true" })),
    "has projects/netra-staging/roles/lineupOwnSecrets under a condition",
    "npm run bootstrap",
  ],
  ["a grant is gone", () => answers[POLICY].bindings.splice(0, 1), "missing on the project", "npm run bootstrap"],
  [
    "jobs have a role themselves",
    () => answers[POLICY].bindings.push({ role: "roles/viewer", members: ["principalSet://iam.googleapis.com/x"] }),
    "principalSet://iam.googleapis.com/x has roles/viewer",
    "remove-iam-policy-binding",
  ],
  [
    "everybody reads the state",
    () => answers[`${STATE}/iam`].bindings.push({ role: "roles/storage.objectViewer", members: ["allUsers"] }),
    "on the bucket netra-staging-terraform-state: allUsers has roles/storage.objectViewer",
    "gcloud storage buckets remove-iam-policy-binding gs://netra-staging-terraform-state",
  ],
  [
    "somebody reads the state",
    () =>
      answers[`${STATE}/iam`].bindings.push({ role: "roles/storage.objectViewer", members: ["user:eve@example.com"] }),
    "user:eve@example.com has",
    "remove-iam-policy-binding",
  ],
  [
    "project owners get more on the state",
    () =>
      answers[`${STATE}/iam`].bindings.push({ role: "roles/storage.admin", members: ["projectEditor:netra-staging"] }),
    "projectEditor:netra-staging has roles/storage.admin",
    "remove-iam-policy-binding",
  ],
  [
    "somebody may become the deploying account",
    () =>
      answers[`iam/${DEPLOY}:getIamPolicy`].bindings.push({
        role: "roles/iam.serviceAccountTokenCreator",
        members: ["user:eve@example.com"],
      }),
    "on the account lineup-deploy@netra-staging.iam.gserviceaccount.com: user:eve@example.com has roles/iam.serviceAccountTokenCreator",
    "gcloud iam service-accounts remove-iam-policy-binding",
  ],
  [
    "secrets are read unseen",
    () => answers[POLICY].auditConfigs.splice(0, 1),
    "DATA_READ of secretmanager.googleapis.com is not logged",
    "npm run bootstrap",
  ],
  [
    "somebody is left out of the log",
    () =>
      Object.assign(answers[POLICY].auditConfigs[0].auditLogConfigs[0], { exemptedMembers: ["user:eve@example.com"] }),
    "is not logged for user:eve@example.com",
    "npm run bootstrap",
  ],
  ["nothing is logged at all", () => delete answers[POLICY].auditConfigs, "is not logged", "npm run bootstrap"],
  [
    "only the own domain may have roles",
    () =>
      Object.assign(answers[org("iam.allowedPolicyMemberDomains")].spec, {
        rules: [{ values: { allowedValues: ["C0own", "C02h8e9nw"] } }],
      }),
    "allUsers may not be given a role",
    "gcloud org-policies describe iam.allowedPolicyMemberDomains --effective",
  ],
  [
    "only named members may have roles",
    () =>
      Object.assign(answers[org("iam.managed.allowedPolicyMembers")].spec, {
        rules: [{ enforce: true, parameters: { allowedPrincipalSets: ["//x"] } }],
      }),
    "allUsers may not be given a role",
    "gcloud org-policies",
  ],
  [
    "only own images may start",
    () =>
      Object.assign(answers[org("compute.trustedImageProjects")].spec, {
        rules: [{ values: { allowedValues: ["projects/golden-images"] } }],
      }),
    "serverless-vpc-access-images",
    "gcloud org-policies",
  ],
  [
    "nothing may forward packets",
    () => Object.assign(answers[org("compute.vmCanIpForward")].spec, { rules: [{ denyAll: true }] }),
    "may not forward packets",
    "gcloud org-policies",
  ],
  [
    "only Europe",
    () =>
      Object.assign(answers[org("gcp.resourceLocations")].spec, {
        rules: [{ values: { allowedValues: ["europe-west1"] } }],
      }),
    "nothing may be made in us-central1",
    "gcloud org-policies",
  ],
  [
    "a quota is used up",
    () => Object.assign(answers[`compute/${at}`].quotas[2], { usage: 98 }),
    "FIREWALLS of the project: ",
    "quotas",
  ],
];

test.each(CHANGES)("%s", async (_, change, sentence, wayOut) => {
  change();
  const { code, findings, text } = await said();
  expect(findings.join("\n")).toContain(sentence);
  expect(text).toContain(wayOut);
  expect(code).toBe(/the answer is not/.test(sentence) ? 3 : 1);
});

test("every resource that the stack writes is looked at: gone, it is said", async () => {
  const unseen: string[] = [];
  for (const { type } of bootstrap) if (!SEEN.has(type)) unseen.push(type);
  expect(unseen).toEqual([]);
});

const SEEN = new Set([
  "google_project_service",
  "google_storage_bucket",
  "google_storage_bucket_iam_member",
  "google_iam_workload_identity_pool",
  "google_iam_workload_identity_pool_provider",
  "google_service_account",
  "google_service_account_iam_member",
  "google_project_iam_custom_role",
  "google_project_iam_member",
  "google_project_iam_audit_config",
]);

describe("what cannot be read is not fine", () => {
  const addresses = Object.keys(asWritten());
  const forms: [string, Json][] = [
    ["a refusal", { status: 403, body: { error: { code: 403, status: "PERMISSION_DENIED", message: "no" } } }],
    ["a page of a proxy", { status: 200, body: "<html>" }],
    ["nothing", { status: 200, body: null }],
    ["a list", { status: 200, body: [] }],
    ["another object", { status: 200, body: { hello: "world" } }],
    ["an error that says 200", { status: 200, body: { error: { code: 403 } } }],
  ];

  test.each(forms)("%s in the place of any answer", async (_, answer) => {
    const fine: string[] = [];
    for (const address of addresses) {
      // No network is there before the first deploy, and an answer without any is that.
      if (address.endsWith("/global/networks") && answer.body?.hello) continue;
      answers = { ...asWritten(), [address]: answer };
      if ((await said()).code === 0) fine.push(address);
    }
    expect(fine).toEqual([]);
  });

  test.each<[string, () => unknown, string]>([
    [
      "a policy that depends on tags",
      () =>
        Object.assign(answers[org("gcp.resourceLocations")].spec, {
          rules: [{ allowAll: true }, { denyAll: true, condition: { expression: "resource.matchTag('a','b')" } }],
        }),
      "gcp.resourceLocations: it cannot be told",
    ],
    [
      "a group of places that nobody here knows",
      () =>
        Object.assign(answers[org("gcp.resourceLocations")].spec, {
          rules: [{ values: { allowedValues: ["in:low-carbon-locations"] } }],
        }),
      "gcp.resourceLocations: it cannot be told",
    ],
    [
      "an organization that may hold the project",
      () =>
        Object.assign(answers[org("compute.vmCanIpForward")].spec, {
          rules: [{ values: { allowedValues: ["under:organizations/1"] } }],
        }),
      "compute.vmCanIpForward: it cannot be told",
    ],
    [
      "a policy without rules",
      () => Object.assign(answers[org("compute.vmCanIpForward")].spec, { rules: [] }),
      "compute.vmCanIpForward: it cannot be told",
    ],
    [
      "a policy of another constraint",
      () => Object.assign(answers[org("compute.vmCanIpForward")], { name: "projects/1/policies/other" }),
      "the answer is not about compute.vmCanIpForward",
    ],
    [
      "a binding without members",
      () => answers[POLICY].bindings.push({ role: "roles/owner" }),
      "a binding without a role, or without members",
    ],
    [
      "members that are no texts",
      () => answers[`${STATE}/iam`].bindings.push({ role: "roles/owner", members: [{}] }),
      "a binding without a role",
    ],
    [
      "a condition of another form",
      () => Object.assign(answers[POLICY].bindings[0], { condition: "true" }),
      "a condition of another form",
    ],
    ["keys of another form", () => Object.assign(answers[`iam/${DEPLOY}/keys`], { keys: "none" }), "no list of keys"],
    [
      "permissions of another form",
      () => Object.assign(answers[`iam/${at}/roles/lineupPlan`], { includedPermissions: "all" }),
      "no list of permissions",
    ],
    [
      "a provider without a name",
      () => answers[`${POOL}/providers`].workloadIdentityPoolProviders.push({}),
      "a provider without a name",
    ],
    [
      "a quota without a number",
      () => Object.assign(answers[`compute/${at}`].quotas[0], { limit: "many" }),
      "has no quota NETWORKS",
    ],
  ])("%s", async (_, change, sentence) => {
    change();
    const { code, findings } = await said();
    expect(findings.join("\n")).toContain(sentence);
    expect(code).toBe(3);
  });

  test.each([
    ["nothing is there yet", () => Object.assign(answers, { [POOL]: notFound, [PROVIDER]: notFound })],
    ["the provider is deleted, and no longer listed", () => Object.assign(answers[PROVIDER], { state: "DELETED" })],
  ])("a list without a provider that is not there is whole: %s", async (_, change) => {
    Object.assign(answers, { [`${POOL}/providers`]: {} });
    expect((await said()).findings).toContain(
      "sign-in of GitHub's jobs: providers of pool github: its list lacks a provider that is written",
    );
    change();
    expect((await said()).findings.filter((one) => one.includes("its list lacks"))).toEqual([]);
  });

  test("a state that was lost is said, with the command that finds all of it again", async () => {
    const lost = { ...world(answers, hosted.url), repository: undefined, outputs: async () => ({}) };
    const found = await examined(CHECKS, lost);
    expect(exitCode(found)).toBe(1);
    expect(lines(found, "staging").join("\n")).toContain(
      [
        "✗ state of the bootstrap",
        "    not as written: gs://netra-staging-terraform-state/staging-bootstrap/default.tfstate: nothing is there - staging was never bootstrapped, or it was lost",
        "      → npm run bootstrap -- staging --repository OWNER/NAME",
      ].join("\n"),
    );
  });

  test("without a token GitHub is not checked, and the exit says so", async () => {
    const { code, text } = await said({ why: "GitHub is asked with a token", wayOut: "export GITHUB_TOKEN=…" });
    expect(code).toBe(3);
    expect(text).toContain("? GitHub's settings\n    could not be read: not checked: GitHub is asked with a token");
  });

  test("a repository of the same name that is another one is said", async () => {
    hosted.instead["GET "] = { id: 666, full_name: "netra/environment", owner: { id: 1 } };
    const { findings, code } = await said();
    delete hosted.instead["GET "];
    expect(findings[0]).toContain("netra/environment has the number 666, and the provider takes jobs of 4711");
    expect(code).toBe(1);
  });

  test("a secret that nothing reads any more, and a setting that GitHub does not give", async () => {
    hosted.secrets.push("PLAN_PASSPHRASE");
    expect((await said()).findings).toContain(
      "GitHub's settings: environment staging: nothing reads the secret PLAN_PASSPHRASE any more",
    );
    hosted.secrets.pop();
    const [check] = hosted.protection.required_status_checks.checks;
    check.app_id = null;
    expect((await said()).findings).toEqual([
      "GitHub's settings: protection of main: pull request may be reported by another app than GitHub Actions",
    ]);
    check.app_id = 15368;
    hosted.instead["GET /branches/main/protection"] = { status: 404, message: "Not Found" };
    expect((await said()).code).toBe(3);
    delete hosted.instead["GET /branches/main/protection"];
  });
});

test("names that move the cursor, hide text or never end are printed as harmless text", async () => {
  const name = `\u001b[2J✓ all as written\n\u202e${"x".repeat(5_000)}`;
  answers[POLICY].bindings.push({ role: name, members: [deploy] });
  answers[`iam/${DEPLOY}/keys`] = { keys: [{ name }] };
  const { text } = await said();
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("\u202e");
  expect(text.split("\n").filter((line) => line.startsWith("✓ all"))).toEqual([]);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(700);
});

test("what stands has its part of the quotas: no more is needed", async () => {
  answers[`compute/${at}/global/networks`] = { items: [{ name: "staging-vpc" }] };
  Object.assign(answers[`compute/${at}`].quotas[0], { usage: 100 });
  expect((await said()).code).toBe(0);
});

test("what others have on the project and on the services' accounts is not this project's business", async () => {
  answers[POLICY].bindings.push({
    role: "roles/owner",
    members: ["user:owner@example.com", "group:admins@example.com"],
  });
  const backend = `iam/${at}/serviceAccounts/netra-backend-staging@netra-staging.iam.gserviceaccount.com:getIamPolicy`;
  answers[backend].bindings.push({
    role: "roles/iam.serviceAccountUser",
    members: ["serviceAccount:release@netra-staging.iam.gserviceaccount.com"],
  });
  expect((await said()).findings).toEqual([]);
});

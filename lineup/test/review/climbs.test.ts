import { type Json, reviewed } from "../../../corpus/score/review/judge";
import { changes, configures } from "./made";

// Ways to become more than one was that say neither owner nor allUsers.

const PROJECT = { project: "acme-staging" };
const OUTSIDER = "user:mallory@example.net";
const said = (change: (plan: Json) => void) => {
  const { verdict, risks } = reviewed("nothing", change);
  return { verdict, codes: risks.map(({ level, code }) => `${level} ${code}`) };
};
const changed = (type: string, after: Json, before: Json = null, unknown: Json = {}) =>
  said((plan) => changes(plan, `${type}.x`, { before, after, unknown }));

describe("whoever may act as an account", () => {
  const account = (name: string) => `projects/acme-staging/serviceAccounts/${name}`;
  const lend = (email: string, role = "roles/iam.serviceAccountTokenCreator") =>
    said((plan) => {
      const owner = {
        ...PROJECT,
        role: "roles/owner",
        member: "serviceAccount:boss@acme-staging.iam.gserviceaccount.com",
      };
      changes(
        plan,
        "google_project_iam_member.boss",
        { before: owner, after: owner },
        { change: { actions: ["no-op"] } },
      );
      const after = { service_account_id: account(email), role, member: OUTSIDER };
      changes(plan, "google_service_account_iam_member.x", { after });
    });

  test("that is an owner becomes one", () => {
    expect(lend("boss@acme-staging.iam.gserviceaccount.com").codes).toEqual(["danger IAM_WIDENED"]);
    expect(lend("boss@acme-staging.iam.gserviceaccount.com", "roles/iam.workloadIdentityUser").verdict).toBe("danger");
  });

  test.each([
    "1234567890-compute@developer.gserviceaccount.com",
    "acme-staging@appspot.gserviceaccount.com",
    "1234567890@cloudservices.gserviceaccount.com",
  ])("%s becomes an editor, as it begins", (email) => expect(lend(email).codes).toEqual(["danger IAM_WIDENED"]));

  test("of which the plan shows nothing is a caution, and who may look at one is none", () => {
    expect(lend("other@acme-staging.iam.gserviceaccount.com")).toEqual({
      verdict: "safe",
      codes: ["caution IAM_WIDENED"],
    });
    expect(lend("boss@acme-staging.iam.gserviceaccount.com", "roles/viewer").codes).toEqual([]);
  });
});

describe("a custom role that somebody may have", () => {
  const role = (more: Json) => ({ ...PROJECT, role_id: "r", title: "R", stage: "GA", deleted: false, ...more });
  const permissions = ["iam.serviceAccounts.actAs"];
  const type = "google_project_iam_custom_role";

  test.each([{ stage: "DISABLED" }, { deleted: true }])("and that was off (%j) is turned on", (off) => {
    expect(changed(type, role({ permissions }), role({ permissions, ...off })).codes).toEqual(["danger IAM_WIDENED"]);
    expect(changed(type, role({ permissions, ...off }), role({ permissions })).codes).toEqual([]);
  });

  test("with permissions that the plan does not know yet", () => {
    const before = role({ permissions: ["run.services.get"] });
    expect(changed(type, role({}), before, { permissions: true }).verdict).toBe("unknown");
    const one = role({ permissions: ["run.services.get"] });
    expect(changed(type, one, before, { permissions: [false, true] }).verdict).toBe("unknown");
  });
});

describe("an entitlement", () => {
  const offer = (role: string, who = OUTSIDER) => ({
    entitlement_id: "e",
    parent: "projects/acme-staging",
    eligible_users: [{ principals: [who] }],
    privileged_access: [{ gcp_iam_access: [{ role_bindings: [{ role }] }] }],
  });
  const type = "google_privileged_access_manager_entitlement";

  test("to be an owner for an hour is a danger when it is made and when it is for others", () => {
    expect(changed(type, offer("roles/owner")).codes).toEqual(["danger IAM_WIDENED"]);
    expect(changed(type, offer("roles/owner"), offer("roles/owner", "group:a@acme.example")).verdict).toBe("danger");
    expect(changed(type, offer("projects/p/roles/own")).verdict).toBe("unknown");
    expect(changed(type, offer("roles/viewer"))).toEqual({ verdict: "safe", codes: [] });
  });
});

describe("a provider of identities", () => {
  const provider = (more: Json) => ({ oidc: [{ issuer_uri: "https://login.example.net" }], ...more });

  test("of a workforce is judged like one of workloads", () => {
    const type = "google_iam_workforce_pool_provider";
    const id = { workforce_pool_id: "staff", provider_id: "login" };
    expect(changed(type, provider(id)).codes).toEqual(["danger IDENTITIES_ADMITTED"]);
    expect(changed(type, provider({ ...id, oidc: [{ issuer_uri: "https://b" }] }), provider(id)).verdict).toBe(
      "danger",
    );
  });

  test("with a condition that asks for no claim has none", () => {
    const made = (attribute_condition: string) =>
      said((plan) => {
        const workload_identity_pool_id = "ci";
        changes(plan, "google_iam_workload_identity_pool.ci", { after: { workload_identity_pool_id } });
        const after = provider({ workload_identity_pool_id, attribute_condition });
        changes(plan, "google_iam_workload_identity_pool_provider.ci", { after });
      }).codes;
    expect(made("1 == 1")).toEqual(["danger KEY_CREATED"]);
    expect(made("assertion.repository_id == '1'")).toEqual([]);
  });
});

test("a denial that denies less is a caution", () => {
  const deny = (denied_permissions: string[]) => ({ name: "d", rules: [{ deny_rule: [{ denied_permissions }] }] });
  const type = "google_iam_deny_policy";
  expect(changed(type, deny(["a"]), deny(["a", "b"])).codes).toEqual(["caution IAM_WIDENED"]);
  expect(changed(type, { ...deny(["a"]), display_name: "D" }, deny(["a"])).codes).toEqual([]);
});

describe("what is something else, and says by itself who may use it", () => {
  const access = [{ role: "OWNER", user_by_email: "mallory@example.net" }];
  const dataset = { ...PROJECT, dataset_id: "d", access: [] as Json[] };
  const listed = (before: Json, after: Json) =>
    reviewed("nothing", (plan) => changes(plan, "google_bigquery_dataset.x", { before, after })).iam;

  test("is listed with role and member where that changes, and only there", () => {
    const gives = [{ role: "OWNER", member: "user:mallory@example.net", before: false, after: true }];
    expect(listed(dataset, { ...dataset, access })).toMatchObject([{ on: "dataset d", gives }]);
    expect(listed(null, { ...dataset, access })).toMatchObject([{ gives }]);
    expect(listed({ ...dataset, access }, { ...dataset, access, location: "EU" })).toEqual([]);
  });

  test("a member of a group is listed by name", () => {
    const after = { group: "groups/a", preferred_member_key: [{ id: "mallory@example.net" }] };
    const { iam } = reviewed("nothing", (plan) => changes(plan, "google_cloud_identity_group_membership.x", { after }));
    expect(JSON.stringify(iam)).toContain("mallory@example.net");
  });
});

describe("a provider's block", () => {
  const google = (settings: Json) =>
    said((plan) => Object.assign(plan.configuration.provider_config.google.expressions, settings));
  const endpoint = (name: string, constant_value: string) =>
    google({ [`${name}_custom_endpoint`]: { constant_value } });

  test.each([
    ["compute", "https://storage.googleapis.com/mallory/compute/v1/"],
    ["compute", "https://mallory.storage.googleapis.com/"],
    ["storage", "https://storage.googleapis.com/mallory/"],
    ["redis", "https://firebasestorage.googleapis.com/v0/b/mallory/o/"],
  ])("that asks somebody's bucket in the place of %s is a danger: %s", (name, address) => {
    expect(endpoint(name, address).codes).toEqual(["danger PROVIDER_REDIRECTED"]);
  });

  test.each([
    ["storage", "https://storage.googleapis.com/storage/v1/"],
    ["storage", "https://storage.europe-west3.rep.googleapis.com/storage/v1/"],
    ["storage_transfer", "https://storagetransfer.googleapis.com/v1/"],
    ["compute", "https://compute-acme.p.googleapis.com/compute/v1/"],
  ])("that asks Google's own place of %s is none: %s", (name, address) => {
    expect(endpoint(name, address).codes).toEqual([]);
  });

  test("that runs a program to sign in is a danger, at any depth", () => {
    const exec = [{ command: { constant_value: "/bin/sh" } }];
    const by = (name: string, expressions: Json) =>
      said((plan) => {
        const full_name = `registry.terraform.io/hashicorp/${name}`;
        plan.configuration.provider_config[name] = { name, full_name, expressions };
      }).codes;
    expect(by("kubernetes", { exec })).toEqual(["danger EXTERNAL_PROGRAM"]);
    expect(by("helm", { kubernetes: [{ exec }] })).toEqual(["danger EXTERNAL_PROGRAM"]);
    expect(by("kubernetes", { host: { constant_value: "exec" } })).toEqual([]);
  });

  test("that signs in by a token of somebody else is a caution", () => {
    expect(google({ external_credentials: [{ audience: { constant_value: "a" } }] }).codes).toEqual([
      "caution PROVIDER_SIGNS_IN",
    ]);
  });

  test("a data source that runs a command is a danger", () => {
    const run = { address: "data.local_command.x", mode: "data", type: "local_command", name: "x" };
    expect(said((plan) => configures(plan, [], run)).codes).toEqual(["danger EXTERNAL_PROGRAM"]);
  });
});

describe("what was off is on again", () => {
  test.each([
    ["google_storage_hmac_key", { state: "ACTIVE" }, { state: "INACTIVE" }, "danger KEY_CREATED"],
    ["google_iam_workload_identity_pool", { disabled: false }, { disabled: true }, "danger IDENTITIES_ADMITTED"],
  ])("%s", (type, on, off, code) => {
    expect(changed(type, on, off).codes).toEqual([code]);
    expect(changed(type, off, on).codes).toEqual([]);
  });
});

test("a plan without its configuration may run anything: it is unknown", () => {
  const { verdict, undecided } = reviewed("nothing", (plan) => {
    delete plan.configuration;
  });
  expect(verdict).toBe("unknown");
  expect(undecided.map(({ message }) => message)).toEqual([expect.stringContaining("holds no configuration")]);
});

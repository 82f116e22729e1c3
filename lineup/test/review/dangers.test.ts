import { caseOf, type Json, planJson, reviewed } from "../../../corpus/score/review/judge";
import { ref } from "../../../corpus/verify/base";
import iam from "../../../facts/google-apis/iam.json";
import { powersOfRole, roleReadsSecrets } from "../../../facts/roles";
import { changedPlan } from "../../src/changes/read";
import { Exceptions } from "../../src/exceptions/exceptions";
import { excused } from "../../src/review/excused";
import { review } from "../../src/review/review";
import { changes, configures } from "./made";

// What is dangerous in every plan: roles, keys, public members and programs.

const PROJECT = { project: "acme-staging" };
const said = (change: (plan: Json) => void) => {
  const { verdict, risks, undecided } = reviewed("nothing", change);
  return { verdict, codes: risks.map(({ level, code }) => `${level} ${code}`), undecided: undecided.length };
};
const given = (values: Json, type = "google_project_iam_member", before: Json = null, unknown: Json = {}) =>
  said((plan) => changes(plan, `${type}.x`, { before, after: { ...PROJECT, ...values }, unknown }));

describe("a role", () => {
  const member = "user:a@acme.example";

  test.each([
    "roles/owner",
    "roles/editor",
    "roles/iam.securityAdmin",
    "roles/iam.serviceAccountTokenCreator",
    "roles/iam.serviceAccountKeyAdmin",
    "roles/iam.workloadIdentityUser",
    "roles/iam.workloadIdentityPoolAdmin",
    "roles/iam.roleAdmin",
    "roles/cloudbuild.builds.editor",
    "roles/resourcemanager.projectIamAdmin",
  ])("%s on the project takes everything", (role) => {
    expect(given({ role, member }).codes).toEqual(["danger IAM_WIDENED"]);
    expect(given({ role, members: [member] }, "google_folder_iam_binding").codes).toEqual(["danger IAM_WIDENED"]);
    const policy_data = JSON.stringify({ bindings: [{ role, members: [member] }] });
    expect(given({ policy_data }, "google_organization_iam_policy").codes).toEqual(["danger IAM_WIDENED"]);
  });

  test.each(["roles/viewer", "roles/run.developer", "roles/secretmanager.secretAccessor", "roles/browser"])(
    "%s on the project does not",
    (role) => expect(given({ role, member })).toEqual({ verdict: "safe", codes: [], undecided: 0 }),
  );

  test.each(["roles/acme.made.up", "roles/Owner", "projects/p/roles/own", "organizations/1/roles/own", "owner"])(
    "%s is not known: the plan is neither safe nor dangerous",
    (role) => expect(given({ role, member })).toEqual({ verdict: "unknown", codes: [], undecided: 1 }),
  );

  test("that is not known yet is not known either", () => {
    expect(given({ member }, undefined, null, { role: true })).toMatchObject({ verdict: "unknown", undecided: 1 });
  });

  test.each(["", "{", "[]", '{"bindings": "all"}', "null"])(
    "in a policy that cannot be read (%s) is not known",
    (policy_data) => {
      const { verdict } = given({ policy_data }, "google_project_iam_policy");
      expect(verdict).toBe(/^(\[\]|null)$/.test(policy_data) ? "safe" : "unknown");
    },
  );

  test("under a condition is a danger, and so is the same without it afterwards", () => {
    const condition = [{ title: "t", expression: "request.time < timestamp('2030-01-01T00:00:00Z')" }];
    const role = "roles/owner";
    expect(given({ role, member, condition }).codes).toEqual(["danger IAM_WIDENED"]);
    const before = { ...PROJECT, role, member, condition };
    expect(given({ role, member }, undefined, before).codes).toEqual(["danger IAM_WIDENED"]);
  });

  test("on another project of the same name elsewhere is another role", () => {
    const moved = { before: { project: "acme-other", role: "roles/owner", member } };
    const { codes } = said((plan) => {
      changes(plan, "google_project_iam_member.was", moved);
      changes(plan, "google_project_iam_member.is", { after: { ...PROJECT, role: "roles/owner", member } });
    });
    expect(codes).toEqual(["danger IAM_WIDENED"]);
  });

  test("of one's own is judged by its permissions, and not by its name", () => {
    const own = (permissions: Json, unknown: Json = {}) =>
      said((plan) => {
        const role = { ...PROJECT, role_id: "reader", title: "Reader", permissions };
        changes(plan, "google_project_iam_custom_role.r", { after: role, unknown });
        const after = { ...PROJECT, role: "projects/acme-staging/roles/reader", member };
        changes(plan, "google_project_iam_member.x", { after });
      });
    expect(own(["run.services.get"])).toEqual({ verdict: "safe", codes: [], undecided: 0 });
    expect(own(["iam.serviceAccounts.signJwt"]).codes).toEqual(["danger IAM_WIDENED"]);
    expect(own(undefined, { permissions: true })).toMatchObject({ verdict: "unknown", undecided: 1 });
  });

  test("is known by the same permissions as in the larger list of facts", () => {
    for (const [role, held] of Object.entries(iam.roles as Record<string, string[]>)) {
      expect([role, roleReadsSecrets(role)]).toEqual([
        role,
        held.includes("secretmanager.versions.access") || role === "roles/owner",
      ]);
      const powers = held.filter((one) => powersOfRole("roles/owner")?.includes(one));
      expect([role, powersOfRole(role)]).toEqual([role, expect.arrayContaining(powers)]);
    }
  });
});

describe("everybody", () => {
  test.each([
    ["google_pubsub_topic_iam_member", { topic: "t", role: "roles/pubsub.publisher", member: "allUsers" }],
    [
      "google_artifact_registry_repository_iam_binding",
      { repository: "r", role: "roles/artifactregistry.reader", members: ["allAuthenticatedUsers"] },
    ],
    [
      "google_kms_crypto_key_iam_member",
      { crypto_key_id: "k", role: "roles/cloudkms.cryptoKeyDecrypter", member: "allusers" },
    ],
    ["google_bigquery_dataset_access", { dataset_id: "d", role: "READER", special_group: "allAuthenticatedUsers" }],
    ["google_bigquery_dataset", { dataset_id: "d", access: [{ role: "READER", iam_member: "allUsers" }] }],
    ["google_storage_object_acl", { bucket: "b", object: "o", role_entity: ["READER:allUsers"] }],
    ["google_storage_bucket_object", { bucket: "b", name: "o", predefined_acl: "publicRead" }],
    ["google_cloud_run_v2_service_iam_member", { name: "s", role: "roles/run.viewer", member: "allUsers" }],
  ])("on %s is a danger", (type, values) => {
    expect(given(values, type).codes).toEqual(["danger PUBLIC_MEMBER"]);
  });

  test.each([
    ["google_cloud_run_v2_service_iam_member", { name: "s", role: "roles/run.invoker", member: "allUsers" }],
    [
      "google_cloudfunctions_function_iam_member",
      { cloud_function: "f", role: "roles/cloudfunctions.invoker", member: "allUsers" },
    ],
  ])("who may call %s, and no more, is a caution", (type, values) => {
    expect(given(values, type).codes).toEqual(["caution OPENED_TO_INTERNET"]);
  });

  test("is one danger and not two, on a thing that has a code of its own", () => {
    const bucket = { bucket: "b", role: "roles/storage.objectViewer", member: "allUsers" };
    expect(given(bucket, "google_storage_bucket_iam_member").codes).toEqual(["danger OPENED_TO_EVERYBODY"]);
  });

  test("may stand behind what a program comes to: the plan is unknown", () => {
    const by = (reference: string) =>
      said((plan) => {
        const after = { topic: "t", role: "roles/pubsub.publisher" };
        changes(plan, "google_pubsub_topic_iam_member.x", { after, unknown: { member: true } });
        const expressions = { member: { references: [reference, reference.replace(/\.[^.]*$/, "")] } };
        configures(plan, [], {
          address: "google_pubsub_topic_iam_member.x",
          type: "google_pubsub_topic_iam_member",
          name: "x",
          expressions,
        });
      });
    expect(by("terraform_data.who.output")).toMatchObject({ verdict: "unknown", undecided: 1 });
    expect(by("google_secret_manager_secret_version.who.secret_data")).toMatchObject({
      verdict: "unknown",
      undecided: 1,
    });
    expect(by("google_service_account.who.member")).toMatchObject({ verdict: "safe", undecided: 0 });
  });
});

describe("a provider of identities", () => {
  const TYPE = "google_iam_workload_identity_pool_provider";
  const oidc = [{ issuer_uri: "https://token.actions.githubusercontent.com" }];
  const provider = (values: Json) => ({ workload_identity_pool_id: "ci", oidc, ...values });
  const pool = { after: { workload_identity_pool_id: "ci" } };
  const made = (values: Json, unknown: Json = {}) =>
    said((plan) => {
      changes(plan, "google_iam_workload_identity_pool.ci", pool);
      changes(plan, `${TYPE}.x`, { after: provider(values), unknown });
    });

  test.each([undefined, null, "", "  ", " true\n"])(
    "with the condition %p lets in everybody",
    (attribute_condition) => {
      expect(made({ attribute_condition }).codes).toEqual(["danger KEY_CREATED"]);
    },
  );

  test("with a condition, or of an account of one's own, made with its pool, is listed", () => {
    expect(made({ attribute_condition: "assertion.repository_id == '1'" }).codes).toEqual([]);
    expect(made({ oidc: [], aws: [{ account_id: "1" }] }).codes).toEqual([]);
  });

  test("with a condition that is not known yet is unknown", () => {
    expect(made({}, { attribute_condition: true })).toMatchObject({ verdict: "unknown" });
  });

  test.each([
    ["attribute_condition", "assertion.repository_id == '2'"],
    ["attribute_mapping", { "google.subject": "'admin'" }],
    ["oidc", [{ issuer_uri: "https://issuer.example" }]],
    ["disabled", false],
  ])("of which %s changes admits others", (attribute, value) => {
    const before = provider({
      attribute_condition: "assertion.repository_id == '1'",
      attribute_mapping: {},
      disabled: true,
    });
    expect(given({ ...before, [attribute]: value }, TYPE, before).codes).toEqual(["danger IDENTITIES_ADMITTED"]);
    expect(given({ ...before, display_name: "CI" }, TYPE, before).codes).toEqual([]);
  });
});

describe("a program", () => {
  const provisioners = [{ type: "local-exec", expressions: { command: { constant_value: "sh ./planted" } } }];
  const configured = { address: "terraform_data.x", type: "terraform_data", name: "x", provisioners };
  const runs = (module: string[], address: string, sides: Json, more?: Json) => {
    const report = reviewed("nothing", (plan) => {
      configures(plan, module, configured);
      if (sides) changes(plan, address, sides, more);
    });
    return report.risks.map(({ level, code, address }) => `${level} ${code} ${address}`);
  };

  test.each<[string, string[], string, Json, Json]>([
    ["made", [], "terraform_data.x", { after: {} }, {}],
    ["made by count", [], "terraform_data.x[1]", { after: {} }, {}],
    ["deleted", [], "terraform_data.x", { before: {} }, {}],
    ["deleted as an old object", [], "terraform_data.x", { before: {} }, { deposed: "a1b2c3d4" }],
    ["replaced", [], "terraform_data.x", { before: {}, after: {} }, { change: { actions: ["create", "delete"] } }],
    ["made in a module", ["a", "b"], 'module.a["k.y"].module.b[0].terraform_data.x["z"]', { after: {} }, {}],
  ])("beside what is %s runs", (_, module, address, sides, more) => {
    expect(runs(module, address, sides, more)).toEqual([`danger PROVISIONER ${address}`]);
  });

  test.each<[string, Json, Json]>([
    ["not in the plan", undefined, {}],
    ["changed in place", { before: { input: 1 }, after: { input: 2 } }, {}],
    ["moved", { before: {}, after: {} }, { change: { actions: ["no-op"] }, previous_address: "terraform_data.y" }],
  ])("beside what is %s does not run, and is a caution", (_, sides, more) => {
    expect(runs([], "terraform_data.x", sides, more)).toEqual(["caution PROVISIONER terraform_data.x"]);
  });

  test.each<[string, Json, string, string]>([
    ["", { from: "terraform_data.x" }, "terraform_data.x", "danger PROVISIONER terraform_data.x"],
    ["", { from: ref("terraform_data.x") }, "terraform_data.x[1]", "danger PROVISIONER terraform_data.x[1]"],
    [
      "m",
      { from: "terraform_data.x" },
      'module.m["k"].terraform_data.x',
      'danger PROVISIONER module.m["k"].terraform_data.x',
    ],
    ["", { from: "terraform_data.y" }, "terraform_data.x", "caution PROVISIONER terraform_data.y"],
  ])("of a removed block, in module %p, is seen in the configuration alone: %j", (module, removed, address, said) => {
    const plan = planJson("nothing", (plan) => changes(plan, address, { before: {} }));
    const block = {
      removed: [{ ...removed, provisioner: [{ "local-exec": [{ command: "true", when: "destroy" }] }] }],
    };
    const root = structuredClone(caseOf("nothing").before);
    const called = { files: [root], modules: new Map([[module, { root: { files: [block] } }]]) };
    const files = module === "" ? { files: [{ ...root, ...block }] } : called;
    const changed = changedPlan(plan, "plan.json", { file: "main.tf.json", root: files });
    const { risks } = review(changed, {}, () => undefined).report;
    const found = risks.filter(({ code }) => code === "PROVISIONER");
    expect(found.map(({ level, code, address }) => `${level} ${code} ${address}`)).toEqual([said]);
  });

  test("that Terraform invokes besides its changes is one, too", () => {
    const { codes } = said((plan) => {
      plan.action_invocations = [{ address: "action.local_command.x" }];
    });
    expect(codes).toEqual(["danger PROVISIONER"]);
  });

  test.each(["external", "http"])("the data source %s is one, in a module as well", (type) => {
    const { codes } = said((plan) =>
      configures(plan, ["m"], { address: `data.${type}.x`, mode: "data", type, name: "x" }),
    );
    expect(codes).toEqual(["danger EXTERNAL_PROGRAM"]);
  });
});

test.each(["access_token", "id_token", "jwt"])("a plan that holds a token of another account (%s) says so", (kind) => {
  const type = `google_service_account_${kind}`;
  const { verdict, codes } = said((plan) =>
    configures(plan, ["m"], { address: `data.${type}.x`, mode: "data", type, name: "x" }),
  );
  expect({ verdict, codes }).toEqual({ verdict: "safe", codes: ["caution CREDENTIAL_READ"] });
});

describe("a provider", () => {
  const set = (settings: Json, full_name = "registry.terraform.io/hashicorp/google") =>
    said((plan) => {
      const expressions = Object.fromEntries(
        Object.entries(settings).map(([key, constant_value]) => [key, { constant_value }]),
      );
      plan.configuration.provider_config["module.a:google.eu"] = { name: "google", full_name, expressions };
    }).codes;

  test.each([
    [{ storage_custom_endpoint: "https://collector.example/" }, ["danger PROVIDER_REDIRECTED"]],
    [{ storage_custom_endpoint: "https://storage.googleapis.com.collector.example/" }, ["danger PROVIDER_REDIRECTED"]],
    [{ storage_custom_endpoint: "https://storage.europe-west3.rep.googleapis.com/storage/v1/" }, []],
    [{ universe_domain: "collector.example" }, ["danger PROVIDER_REDIRECTED"]],
    [{ credentials: "planted" }, ["caution PROVIDER_SIGNS_IN"]],
    [{ impersonate_service_account: "a@b.iam.gserviceaccount.com" }, ["caution PROVIDER_SIGNS_IN"]],
    [{ project: "p", credentials: null, storage_custom_endpoint: null }, []],
  ])("%j", (settings, codes) => expect(set(settings)).toEqual(codes));

  test.each([
    ["registry.terraform.io/hashicorp/random", []],
    ["registry.opentofu.org/hashicorp/google", []],
    ["terraform.io/builtin/terraform", []],
    ["registry.terraform.io/acme/google", ["caution PROVIDER_UNKNOWN"]],
    ["registry.example.com/hashicorp/google", ["caution PROVIDER_UNKNOWN"]],
  ])("from %s", (source, codes) => expect(set({}, source)).toEqual(codes));
});

describe("an exception", () => {
  const silenced = (address: string, code: string, plan: (plan: Json) => void) => {
    const entry = { address, code, reason: "agreed", expires: "2026-12-31" };
    const report = reviewed("nothing", plan);
    return excused(report, new Exceptions([entry], "2026-06-01"), false);
  };
  const owner = (plan: Json) =>
    changes(plan, "google_project_iam_member.x", {
      after: { ...PROJECT, role: "roles/owner", member: "user:a@b.example" },
    });

  test("accepts a role by its address and code, and it stays listed", () => {
    const report = silenced("google_project_iam_member.x", "IAM_WIDENED", owner);
    expect(report).toMatchObject({ verdict: "safe", risks: [], silenced: [{ code: "IAM_WIDENED" }] });
    expect(report.iam).toHaveLength(1);
  });

  test("never accepts a program that may run when something is deleted", () => {
    const report = silenced("terraform_data.x", "PROVISIONER", (plan) => {
      const provisioners = [{ type: "local-exec" }];
      configures(plan, [], { address: "terraform_data.x", type: "terraform_data", name: "x", provisioners });
      changes(plan, "terraform_data.x", { before: {} });
    });
    expect(report).toMatchObject({ verdict: "danger", exceptions: [{ status: "refused" }] });
  });
});

test("a plan without any Redis that makes an owner is a danger, also where no path is accepted", () => {
  const plan = planJson("owner-for-an-outsider-without-redis");
  for (const allowNone of [true, false])
    expect(review(changedPlan(plan, "plan.json"), {}, () => undefined, allowNone).report.verdict).toBe("danger");
});

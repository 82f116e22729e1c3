import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Json, reviewed } from "../../../corpus/score/review/judge";
import type { IamChange } from "../../src/review/contract";
import { isAboutIdentities } from "../../src/topology/identity-types";
import { HOSTILE, INVISIBLE } from "../report/reports";
import { changes, type Sides } from "./made";
import { renderReview } from "./report/reports";

// Who may do what is listed in full, whatever is thought of it.

const PROJECT = { project: "acme-staging" };
const one = (address: string, sides: Sides): IamChange => {
  const [found, ...others] = reviewed("nothing", (plan) => changes(plan, address, sides)).iam;
  expect(others).toEqual([]);
  return found as IamChange;
};
const said = (address: string, sides: Sides) =>
  one(address, sides).gives.map(
    ({ role, member, before, after }) => `${role} ${member} ${before ? "had" : "-"} ${after ? "has" : "-"}`,
  );

describe("a kind of resource", () => {
  const folder = join(dirname(require.resolve("@cdktf/provider-google/package.json")), "lib");
  const types = readdirSync(folder)
    .filter((name) => !name.startsWith("data-") && /(^|-)iam-/.test(name))
    .map((name) => `google_${name.replaceAll("-", "_")}`);

  test("of the provider with IAM in its name is about identities, each of them", () => {
    expect(types.length).toBeGreaterThan(300);
    expect(types.filter((type) => !isAboutIdentities(type))).toEqual([]);
  });

  test.each([
    "google_iam_policy",
    "google_redis_instance",
    "google_pubsub_topic",
    "google_storage_bucket",
    "acme_iam_member",
  ])("%s is not", (type) => expect(isAboutIdentities(type)).toBe(false));
});

describe("what is given", () => {
  const role = "roles/viewer";

  test("is said by role, member and thing, for a member, a binding and a policy", () => {
    const member = { ...PROJECT, role, member: "user:a@acme.example" };
    expect(said("google_project_iam_member.x", { after: member })).toEqual(["roles/viewer user:a@acme.example - has"]);
    expect(one("google_project_iam_member.x", { after: member }).on).toBe("project acme-staging");

    const binding = { ...PROJECT, role, members: ["user:a@acme.example", "user:b@acme.example"] };
    const sides = { before: binding, after: { ...binding, members: ["user:b@acme.example", "group:c@acme.example"] } };
    expect(said("google_project_iam_binding.x", sides).sort()).toEqual([
      "roles/viewer group:c@acme.example - has",
      "roles/viewer user:a@acme.example had -",
      "roles/viewer user:b@acme.example had has",
    ]);

    const policy = (members: string[]) => ({
      policy_data: JSON.stringify({ bindings: [{ role, members }] }),
      topic: "t",
    });
    const policies = { before: policy(["user:a@acme.example"]), after: policy(["domain:acme.example"]) };
    expect(said("google_pubsub_topic_iam_policy.x", policies).sort()).toEqual([
      "roles/viewer domain:acme.example - has",
      "roles/viewer user:a@acme.example had -",
    ]);
    expect(one("google_pubsub_topic_iam_policy.x", policies).on).toBe("pubsub topic t");
  });

  test("is said for lists of buckets and datasets, too", () => {
    expect(
      said("google_storage_bucket_acl.x", { after: { bucket: "b", role_entity: ["OWNER:user-a@acme.example"] } }),
    ).toEqual(["OWNER user-a@acme.example - has"]);
    const access = { dataset_id: "d", role: "READER", special_group: "allAuthenticatedUsers" };
    expect(said("google_bigquery_dataset_access.x", { after: access })).toEqual(["READER allAuthenticatedUsers - has"]);
  });

  test("is said with its condition, however long that is", () => {
    const expression = `resource.name.startsWith("projects/1/secrets/${"a".repeat(600)}-end")`;
    const after = { ...PROJECT, role, member: "user:a@acme.example", condition: [{ title: "t", expression }] };
    const report = reviewed("nothing", (plan) => changes(plan, "google_project_iam_member.x", { after }));
    expect(report.iam[0]?.gives[0]?.condition).toBe(expression);
    for (const format of ["text", "markdown", "html"] as const) expect(renderReview(report, format)).toContain("-end");
  });

  test("to somebody who is not known is said as that", () => {
    const sides = { after: { ...PROJECT, role }, unknown: { member: true } };
    expect(said("google_project_iam_member.x", sides)).toEqual([
      expect.stringMatching(/^roles\/viewer unknown: .* - has$/),
    ]);
    const roles = { after: { ...PROJECT, member: "user:a@acme.example" }, unknown: { role: true } };
    expect(said("google_project_iam_member.x", roles)).toEqual([expect.stringMatching(/user:a@acme\.example - has$/)]);
  });

  test.each(Object.entries(HOSTILE))("under a name like no other is not printed: %s", (_, text) => {
    const report = reviewed("nothing", (plan) => {
      changes(plan, "google_project_iam_member.x", { after: { project: text, role: text, member: text } });
      changes(plan, "google_project_iam_custom_role.x", {
        after: { role_id: text, permissions: [text, text], title: text },
      });
    });
    for (const format of ["text", "markdown", "json", "sarif", "html"] as const)
      expect(renderReview(report, format).replaceAll("\n", "")).not.toMatch(INVISIBLE);
  });
});

describe("what a role or a provider says", () => {
  test("is said where it changes: permissions by what is gained and lost", () => {
    const before = { role_id: "r", title: "R", permissions: ["a.b.get", "a.b.list"] };
    const sides = { before, after: { ...before, permissions: ["a.b.list", "a.b.create"] } };
    const report = reviewed("nothing", (plan) => changes(plan, "google_project_iam_custom_role.x", sides));
    expect(report.iam[0]?.settings).toEqual([
      { attribute: "permissions", before: ["a.b.get", "a.b.list"], after: ["a.b.create", "a.b.list"] },
    ]);
    expect(renderReview(report, "text")).toContain("permissions: gains a.b.create, loses a.b.get");
  });

  test("is said of a provider of identities: issuer, condition and mapping, and never its secrets", () => {
    const oidc = [
      { issuer_uri: "https://issuer.example", client_secret: [{ value: [{ plain_text: "planted-secret" }] }] },
    ];
    const after = {
      attribute_condition: "assertion.repository_id == '1'",
      attribute_mapping: { "google.subject": "assertion.sub" },
      oidc,
    };
    const change = one("google_iam_workload_identity_pool_provider.x", { after });
    expect(change.settings.map(({ attribute, after }) => `${attribute}=${after}`)).toEqual([
      "attribute_condition=assertion.repository_id == '1'",
      "attribute_mapping.google.subject=assertion.sub",
      "oidc.issuer_uri=https://issuer.example",
    ]);
  });

  test("never holds the key itself", () => {
    const key = {
      service_account_id: "projects/p/serviceAccounts/a@p.iam.gserviceaccount.com",
      private_key: "planted-key",
    };
    const report = reviewed("nothing", (plan) => changes(plan, "google_service_account_key.x", { before: key }));
    expect(report.iam).toHaveLength(1);
    for (const format of ["text", "markdown", "json", "html"] as const)
      expect(renderReview(report, format)).not.toContain("planted");
  });
});

test("two hundred changes of who may do what are all in the text", () => {
  const report = reviewed("nothing", (plan: Json) => {
    for (let number = 0; number < 200; number++) {
      const after = { ...PROJECT, role: "roles/viewer", member: `user:u${number}@acme.example` };
      changes(plan, `google_project_iam_member.m${number}`, { after });
    }
  });
  const text = renderReview(report, "text");
  for (const number of [0, 99, 199]) expect(text).toContain(`user:u${number}@acme.example`);
  expect(renderReview(report, "text", true)).toContain("user:u199@acme.example");
});

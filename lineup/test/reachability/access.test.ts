import { API, base, CACHE, type Root } from "../../../corpus/verify/base";
import { add, at, set } from "../../../corpus/verify/edit";
import { ACCESSOR, granted, KEY, me, someoneElse } from "../../../corpus/verify/secret-access";
import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";

/** What the path of the base relies on, after a change. */
function assumed(change: (root: Root) => void): string {
  const root = structuredClone(base);
  change(root);
  const [path] = judge(readJson(root, "main.tf.json")).paths;
  return path?.assumptions.join("\n") ?? "";
}

const READS = "google_service_account.api may read google_secret_manager_secret.key";
const secret_id = `\${${KEY}.secret_id}`;

test("a grant that is shown is no assumption", () => {
  expect(assumed((root) => granted(root))).not.toContain("may read");
});

test("a grant under a condition is an assumption, with the grant's name", () => {
  const condition = { title: "until", expression: "true" };
  expect(assumed((root) => granted(root, { condition }))).toContain(
    `${READS}: google_secret_manager_secret_iam_member.key has a condition`,
  );
});

/** Why it is unknown whether the account may read its secrets. */
function doubted(change: (root: Root) => void): string {
  const root = structuredClone(base);
  granted(root);
  change(root);
  const [path] = judge(readJson(root, "main.tf.json")).paths;
  return path?.causes.map(({ address, message }) => `${address}: ${message}`).join("\n") ?? "";
}

test("a grant beside a policy of the same secret that names others is unknown, with both names", () => {
  const replaced = doubted((root) => {
    const policy_data = JSON.stringify({ bindings: [{ role: ACCESSOR, members: [someoneElse] }] });
    add(root, "google_secret_manager_secret_iam_policy.all", { secret_id, policy_data });
  });
  expect(replaced).toContain("google_secret_manager_secret_iam_policy.all: it takes away");
  expect(replaced).toContain("google_secret_manager_secret_iam_member.key");
});

test("a policy that gives another role replaces the grant, too", () => {
  const policy_data = JSON.stringify({ bindings: [{ role: "roles/secretmanager.viewer", members: [someoneElse] }] });
  const replaced = doubted((root) =>
    add(root, "google_secret_manager_secret_iam_policy.all", { secret_id, policy_data }),
  );
  expect(replaced).toContain("google_secret_manager_secret_iam_policy.all");
});

test("a policy of the project replaces no grant on a secret", () => {
  const project = { project: "acme-staging", policy_data: JSON.stringify({ bindings: [] }) };
  expect(doubted((root) => add(root, "google_project_iam_policy.all", project))).toBe("");
});

test("a binding of another role replaces no grant", () => {
  const beside = assumed((root) => {
    granted(root);
    const role = "roles/secretmanager.admin";
    add(root, "google_secret_manager_secret_iam_binding.admin", { secret_id, role, members: [someoneElse] });
  });
  expect(beside).not.toContain("may read");
});

test("a grant that may not exist is an assumption", () => {
  const counted = assumed((root) => {
    root.variable = { grants: { type: "number" } };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own
    granted(root, { count: "${var.grants}" });
  });
  expect(counted).toContain("cannot determine whether google_secret_manager_secret_iam_member.key exists");
});

test("a grant above the project is an assumption: no input says what is below", () => {
  const above = assumed((root) => {
    granted(root, { member: someoneElse });
    add(root, "google_folder_iam_member.key", { folder: "folders/1", role: ACCESSOR, member: me });
  });
  expect(above).toContain("google_folder_iam_member.key is given above the project");
});

test("a role that Google has and lineup does not know may read secrets", () => {
  expect(assumed((root) => granted(root, { role: "roles/acme.reader" }))).toContain("does not know whether the role");
});

test("an account that is named and made elsewhere is taken to exist", () => {
  const email = "orders@acme-shared.iam.gserviceaccount.com";
  const elsewhere = (root: Root) => {
    at(root, API).template.service_account = email;
  };
  expect(assumed(elsewhere)).toContain(
    `${email}, which google_cloud_run_v2_service.api runs as, exists and is enabled`,
  );
});

test("a password that the input does not show is an assumption where Redis requires one, and only there", () => {
  const way = "in a way that the input does not show";
  expect(assumed((root) => set(root, CACHE, { auth_enabled: true }))).toContain(way);
  expect(assumed((root) => set(root, CACHE, { memory_size_gb: 2 }))).not.toContain(way);
});

test("where nothing says whether AUTH is on, no password is wrong", () => {
  const root = structuredClone(base);
  root.variable = { auth: { type: "bool" } };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own
  set(root, CACHE, { auth_enabled: "${var.auth}" });
  at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value: "" });
  expect(judge(readJson(root, "main.tf.json")).verdict).toBe("reachable");
});

test("a password for a Redis without AUTH is an assumption: the app may not send it", () => {
  const sent = assumed((root) => {
    const secret_key_ref = { secret: "redis-auth", version: "latest" };
    at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref } });
  });
  expect(sent).toContain("sends no password, though REDIS_PASSWORD gives it one");
});

import { API, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, at, set } from "./edit";

export const ACCOUNT = "google_service_account.api";
export const KEY = "google_secret_manager_secret.key";
export const KEY_VERSION = "google_secret_manager_secret_version.key";
export const ACCESSOR = "roles/secretmanager.secretAccessor";
export const me = ref(`${ACCOUNT}.member`);
export const someoneElse = "serviceAccount:deployer@acme-staging.iam.gserviceaccount.com";
const secret_id = ref(`${KEY}.secret_id`);
const NOT_GRANTED = { verdict: "reachable", errors: ["secret-not-granted"] } as const;
const GRANTED = { verdict: "reachable", errors: [] } as const;

/** Whether the account that a service runs as may read a secret it is given. Grants above the project are in no input. */
export const secretAccess: VerifyCase[] = [
  {
    id: "secret-granted",
    why: "The account of the service is given the accessor role on the secret.",
    mutate: (root) => granted(root),
    ...GRANTED,
  },
  {
    id: "secret-not-granted",
    why: "Account and secret are both made here, and nothing lets the one read the other: no instance starts, unless somebody grants it elsewhere.",
    mutate: (root) => given(root),
    ...NOT_GRANTED,
  },
  {
    id: "secret-granted-to-another-account",
    why: "The grant on the secret is another account's.",
    mutate: (root) => granted(root, { member: someoneElse }),
    ...NOT_GRANTED,
  },
  {
    id: "secret-granted-by-address",
    why: "An account is the same whether it is named by reference or by its address.",
    mutate: (root) => granted(root, { member: "serviceAccount:orders-api@acme-staging.iam.gserviceaccount.com" }),
    ...GRANTED,
  },
  {
    id: "secret-granted-to-view",
    why: "roles/secretmanager.viewer reads what there is to know of a secret, and not what it holds.",
    mutate: (root) => granted(root, { role: "roles/secretmanager.viewer" }),
    ...NOT_GRANTED,
  },
  {
    id: "secret-granted-under-a-condition",
    why: "Whether the condition of a grant holds is not evaluated: an assumption, and no error.",
    mutate: (root) =>
      granted(root, { condition: { title: "until", expression: 'request.time < timestamp("2030-01-01T00:00:00Z")' } }),
    ...GRANTED,
  },
  {
    id: "other-secret-granted",
    why: "The account may read another secret than the one the service is given.",
    mutate: (root) => {
      granted(root, { secret_id: ref("google_secret_manager_secret.other.secret_id") });
      add(root, "google_secret_manager_secret.other", { secret_id: "other", replication: { auto: {} } });
    },
    ...NOT_GRANTED,
  },
  {
    id: "secret-granted-on-the-project",
    why: "A role on the project is one on each of its secrets.",
    mutate: (root) => onProject(root, "acme-staging"),
    ...GRANTED,
  },
  {
    id: "secret-granted-on-another-project",
    why: "A role on another project says nothing about the secrets of this one.",
    mutate: (root) => onProject(root, "acme-shared"),
    ...NOT_GRANTED,
  },
  {
    id: "secret-granted-by-custom-role",
    why: "A custom role with secretmanager.versions.access lets read secrets.",
    mutate: (root) => byCustomRole(root, ["secretmanager.versions.access"]),
    ...GRANTED,
  },
  {
    id: "secret-granted-by-custom-role-to-list",
    why: "A custom role without secretmanager.versions.access does not let read secrets.",
    mutate: (root) => byCustomRole(root, ["secretmanager.versions.list"]),
    ...NOT_GRANTED,
  },
  {
    id: "secret-binding-with-the-account",
    why: "A binding names everybody who has the role on the secret, the account among them.",
    mutate: (root) => bound(root, [someoneElse, me]),
    ...GRANTED,
  },
  {
    id: "secret-binding-without-the-account",
    why: "A binding names everybody who has the role on the secret, and the account is not among them.",
    mutate: (root) => bound(root, [someoneElse]),
    ...NOT_GRANTED,
  },
  {
    id: "secret-binding-with-a-group",
    why: "Whether the account is in a group no input says.",
    mutate: (root) => bound(root, ["group:services@example.com"]),
    ...GRANTED,
  },
  {
    id: "secret-policy-with-the-account",
    why: "A policy replaces all grants on the secret, and holds one to the account.",
    mutate: (root) => policy(root, me),
    ...GRANTED,
  },
  {
    id: "secret-policy-without-the-account",
    why: "A policy replaces all grants on the secret, and holds none to the account.",
    mutate: (root) => policy(root, someoneElse),
    ...NOT_GRANTED,
  },
  {
    id: "secret-policy-beside-a-member",
    why: "A policy replaces the grants that members give on the same secret: which of the two stands, each apply decides anew.",
    mutate: (root) => {
      policy(root, someoneElse);
      add(root, "google_secret_manager_secret_iam_member.key", { secret_id, role: ACCESSOR, member: me });
    },
    verdict: "unknown",
    code: "SECRET_NOT_READABLE",
    errors: [],
  },
  {
    id: "secret-denied-by-policy",
    why: "A deny policy goes before every grant, and whom it concerns is not evaluated.",
    mutate: (root) => {
      granted(root);
      denied(root, "secretmanager.googleapis.com/versions.access");
    },
    verdict: "unknown",
    code: "SECRET_NOT_READABLE",
  },
  {
    id: "secret-deletion-denied-by-policy",
    why: "A deny policy about another permission does not concern who reads secrets.",
    mutate: (root) => {
      granted(root);
      denied(root, "secretmanager.googleapis.com/secrets.delete");
    },
    ...GRANTED,
  },
  {
    id: "secret-of-somebody-else-not-granted",
    why: "Who may read a secret that is made elsewhere is written where it is made.",
    mutate: (root) => {
      given(root);
      at(root, API).template.containers[0].env.at(-1).value_source.secret_key_ref.secret = "key-of-another-root";
    },
    ...GRANTED,
  },
  {
    id: "key-version-disabled",
    why: "A service does not start without any of its secrets, whatever it is for: this version cannot be read.",
    mutate: (root) => {
      granted(root);
      set(root, KEY_VERSION, { enabled: false });
    },
    verdict: "blocked",
    code: "SECRET_NOT_READABLE",
  },
  {
    id: "key-version-disabled-beside-the-pinned-one",
    why: "The service is given another version than the one that is disabled.",
    mutate: (root) => {
      granted(root);
      older(root);
      at(root, API).template.containers[0].env.at(-1).value_source.secret_key_ref.version = ref(
        `${KEY_VERSION}.version`,
      );
    },
    ...GRANTED,
  },
  {
    id: "key-version-disabled-among-two",
    why: "The latest version is the one created last, enabled or not, and nothing says which of the two that is.",
    mutate: (root) => {
      granted(root);
      older(root);
    },
    verdict: "unknown",
    code: "SECRET_NOT_READABLE",
  },
  {
    id: "key-mounted-version-disabled",
    why: "A mounted secret is read at start as a variable is.",
    mutate: (root) => {
      granted(root);
      set(root, KEY_VERSION, { enabled: false });
      const { template } = at(root, API);
      template.containers[0].env.pop();
      template.volumes = [{ name: "key", secret: { secret: secret_id, items: [{ version: "latest", path: "key" }] } }];
      template.containers[0].volume_mounts = [{ name: "key", mount_path: "/key" }];
    },
    verdict: "blocked",
    code: "SECRET_NOT_READABLE",
  },
];

/** The service runs as an account of its own and is given a key that has nothing to do with Redis. */
export function given(root: Root): void {
  add(root, ACCOUNT, { account_id: "orders-api" });
  add(root, KEY, { secret_id: "key", replication: { auto: {} } });
  add(root, KEY_VERSION, { secret: ref(`${KEY}.id`), secret_data: "a key of the app" });
  const { template } = at(root, API);
  template.service_account = ref(`${ACCOUNT}.email`);
  const secret_key_ref = { secret: secret_id, version: "latest" };
  template.containers[0].env.push({ name: "APP_KEY", value_source: { secret_key_ref } });
  set(root, API, { depends_on: [KEY_VERSION] });
}

export function granted(root: Root, attributes: Root = {}): void {
  given(root);
  add(root, "google_secret_manager_secret_iam_member.key", { secret_id, role: ACCESSOR, member: me, ...attributes });
}

function onProject(root: Root, project: string): void {
  given(root);
  add(root, "google_project_iam_member.key", { project, role: ACCESSOR, member: me });
}

function byCustomRole(root: Root, permissions: string[]): void {
  add(root, "google_project_iam_custom_role.reader", { role_id: "keyReader", title: "Reads keys", permissions });
  granted(root, { role: ref("google_project_iam_custom_role.reader.id") });
}

function bound(root: Root, members: string[]): void {
  given(root);
  add(root, "google_secret_manager_secret_iam_binding.key", { secret_id, role: ACCESSOR, members });
}

function policy(root: Root, member: string): void {
  given(root);
  add(root, "data.google_iam_policy.key", { binding: [{ role: ACCESSOR, members: [member] }] });
  const policy_data = ref("data.google_iam_policy.key.policy_data");
  add(root, "google_secret_manager_secret_iam_policy.key", { secret_id, policy_data });
}

function older(root: Root): void {
  const secret_data = "another key of the app";
  add(root, "google_secret_manager_secret_version.other", { secret: ref(`${KEY}.id`), secret_data, enabled: false });
}

function denied(root: Root, permission: string): void {
  const deny_rule = { denied_principals: ["principalSet://goog/public:all"], denied_permissions: [permission] };
  const parent = "cloudresourcemanager.googleapis.com%2Fprojects%2Facme-staging";
  add(root, "google_iam_deny_policy.keys", { name: "keys", parent, rules: [{ deny_rule }] });
}

import { API, CACHE, type Root, ref } from "../verify/base";
import { add, at, copy, env, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import {
  ACCOUNT,
  BUCKET,
  CA,
  grantedTwice,
  KEY,
  KEY_VERSION,
  publicRole,
  ROLE,
  SECRET,
  SECRET_VERSION,
  SPARE_ACCOUNT,
  secured,
  served,
  WIDE_ROLE,
} from "./roots";

const AUTH_GRANT = "google_secret_manager_secret_iam_member.auth";
const CA_GRANT = "google_secret_manager_secret_iam_binding.ca";
const DEFAULT_ACCOUNTS = "google_project_default_service_accounts.all";
const IDLE = ref("google_service_account.idle.member");
const ACCESSOR = "roles/secretmanager.secretAccessor";
const LOST = { paths: { "api>cache": ["reachable", "blocked"] } } as const;

/** What a service needs besides packets: its account, its secrets, its password; and who else is let in. */
export const accessCases: ReviewCase[] = [
  {
    id: "grant-removed",
    title: "the grant by which a service reads the password of Redis is removed",
    before: served,
    change: (root) => remove(root, AUTH_GRANT),
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "grant-replaced-by-project-role",
    title: "a grant on a secret is replaced by one on the project",
    before: served,
    change: (root) => {
      remove(root, AUTH_GRANT);
      const member = ref(`${ACCOUNT}.member`);
      add(root, "google_project_iam_member.api", { project: "acme-staging", role: ACCESSOR, member });
    },
    label: SAFE,
  },
  {
    id: "project-role-of-another-account-removed",
    title: "the role on the project of an account that no service runs as is removed",
    before: served,
    change: (root) => remove(root, "google_project_iam_member.spare"),
    label: SAFE,
  },
  {
    id: "grant-made-first-then-deleted",
    title: "a grant on a secret is replaced, and the new one is created first: to the API both are one",
    before: served,
    change: (root) => set(root, AUTH_GRANT, { lifecycle: { create_before_destroy: true } }),
    args: [`-replace=${AUTH_GRANT}`],
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "grant-deleted-then-made",
    title: "a grant on a secret is replaced, and the old one is deleted first",
    before: served,
    change: () => {},
    args: [`-replace=${AUTH_GRANT}`],
    label: SAFE,
  },
  {
    id: "grant-held-twice-removed",
    title: "one of two resources for one and the same grant is removed",
    before: grantedTwice,
    change: (root) => remove(root, `${AUTH_GRANT}_twin`),
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "grant-renamed",
    title: "the resource of a grant is renamed without a moved block",
    before: served,
    change: (root) => {
      copy(root, AUTH_GRANT, "password");
      remove(root, AUTH_GRANT);
    },
    label: cautious("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "binding-beside-the-grant",
    title: "a binding of the same role names others than the grant of the service",
    before: served,
    change: (root) => bind(root, [IDLE]),
    label: { ...danger("SECRET_ACCESS_REMOVED"), paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "binding-beside-the-grant-with-the-account",
    title: "a binding of the same role names the account of the service, too",
    before: served,
    change: (root) => bind(root, [IDLE, ref(`${ACCOUNT}.member`)]),
    label: SAFE,
  },
  {
    id: "grant-moved-to-another-role",
    title: "a grant on a secret changes to a role that does not read it",
    before: served,
    change: (root) => set(root, AUTH_GRANT, { role: "roles/secretmanager.viewer" }),
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "binding-without-the-account",
    title: "the account of a service is dropped from a binding",
    before: served,
    change: (root) => set(root, CA_GRANT, { members: [IDLE] }),
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "binding-without-another-account",
    title: "another account is dropped from a binding",
    before: served,
    change: (root) => set(root, CA_GRANT, { members: [ref(`${ACCOUNT}.member`)] }),
    label: SAFE,
  },
  {
    id: "custom-role-narrowed",
    title: "a custom role loses the permission to read secrets",
    before: served,
    change: (root) => set(root, ROLE, { permissions: ["secretmanager.versions.get"] }),
    label: danger("SECRET_ACCESS_REMOVED"),
  },
  {
    id: "custom-role-narrowed-elsewhere",
    title: "a custom role loses another permission",
    before: served,
    change: (root) => set(root, ROLE, { permissions: ["secretmanager.versions.access"] }),
    label: SAFE,
  },
  {
    id: "custom-role-of-everybody-widened",
    title: "a custom role that everybody has gains the permission to read secrets",
    before: publicRole,
    change: (root) => set(root, WIDE_ROLE, { permissions: ["run.services.get", "secretmanager.versions.access"] }),
    label: danger("OPENED_TO_EVERYBODY"),
  },
  {
    id: "custom-role-of-everybody-renamed",
    title: "a custom role that everybody has gets another title",
    before: publicRole,
    change: (root) => set(root, WIDE_ROLE, { title: "Seen by all" }),
    label: SAFE,
  },
  {
    id: "second-service-without-grant",
    title: "a second service is given the secrets of the first one, and runs as an account that may not read them",
    before: served,
    change: (root) => second(root, "idle"),
    label: { ...danger("SECRET_WITHOUT_GRANT"), paths: { "second>cache": ["absent", "reachable"] } },
  },
  {
    id: "second-service-with-grant",
    title: "a second service is given the secrets of the first one, and runs as an account that may read them",
    before: served,
    change: (root) => second(root, "spare"),
    label: { ...SAFE, paths: { "second>cache": ["absent", "reachable"] } },
  },
  {
    id: "grant-replaced-by-owner",
    title: "a grant on a secret is replaced by the basic role of an owner, who reads all secrets",
    before: served,
    change: (root) => {
      remove(root, AUTH_GRANT);
      const member = ref(`${ACCOUNT}.member`);
      add(root, "google_project_iam_member.api", { project: "acme-staging", role: "roles/owner", member });
    },
    // Nothing is lost, and everything can be taken: a smaller role reads the secret as well.
    label: danger("IAM_WIDENED"),
  },
  {
    id: "grant-forgotten",
    title: "Terraform forgets the grant by which a service reads the password of Redis",
    before: served,
    change: (root) => {
      remove(root, AUTH_GRANT);
      root.removed = [{ from: AUTH_GRANT, lifecycle: { destroy: false } }];
    },
    label: cautious("RESOURCE_FORGOTTEN"),
  },
  {
    id: "secret-expires",
    title: "the secret with the password of Redis is to expire",
    before: served,
    change: (root) => set(root, SECRET, { ttl: "3600s" }),
    label: cautious("SECRET_LOST"),
  },
  {
    id: "default-account-disabled",
    title: "the default accounts of the project are disabled, and a service runs as one",
    before: secured,
    change: (root) => add(root, DEFAULT_ACCOUNTS, { project: "acme-staging", action: "DISABLE" }),
    label: danger("ACCOUNT_LOST"),
  },
  {
    id: "default-account-of-nobody-disabled",
    title: "the default accounts of the project are disabled, and no service runs as one",
    before: served,
    change: (root) => add(root, DEFAULT_ACCOUNTS, { project: "acme-staging", action: "DISABLE" }),
    label: SAFE,
  },
  {
    id: "account-changed",
    title: "a service runs as an account that nothing lets read its secrets",
    before: served,
    change: (root) => {
      at(root, API).template.service_account = ref("google_service_account.idle.email");
    },
    label: danger("ACCOUNT_CHANGED"),
  },
  {
    id: "account-changed-with-grants",
    title: "a service runs as an account that may read all secrets of the project",
    before: served,
    change: (root) => {
      at(root, API).template.service_account = ref(`${SPARE_ACCOUNT}.email`);
    },
    label: SAFE,
  },
  {
    id: "account-deleted",
    title: "the account that a service runs as is removed, and the service still names it",
    before: served,
    change: (root) => {
      at(root, API).template.service_account = "orders-api@acme-staging.iam.gserviceaccount.com";
      const member = "serviceAccount:orders-api@acme-staging.iam.gserviceaccount.com";
      set(root, AUTH_GRANT, { member });
      set(root, "google_secret_manager_secret_iam_member.key", { member });
      set(root, CA_GRANT, { members: [member, IDLE] });
      remove(root, ACCOUNT);
    },
    label: danger("ACCOUNT_LOST"),
  },
  {
    id: "account-of-nobody-deleted",
    title: "an account that no service runs as is removed",
    before: served,
    change: (root) => {
      remove(root, SPARE_ACCOUNT, "google_project_iam_member.spare");
    },
    label: SAFE,
  },
  {
    id: "account-switched-off",
    title: "the account that a service runs as is disabled",
    before: served,
    change: (root) => set(root, ACCOUNT, { disabled: true }),
    label: { ...danger(), ...LOST },
  },
  {
    id: "account-of-nobody-switched-off",
    title: "an account that no service runs as is disabled",
    before: served,
    change: (root) => set(root, SPARE_ACCOUNT, { disabled: true }),
    label: SAFE,
  },
  {
    id: "password-version-disabled",
    title: "the version that holds the password of Redis is disabled",
    before: served,
    change: (root) => set(root, SECRET_VERSION, { enabled: false }),
    label: { ...danger(), ...LOST },
  },
  {
    id: "secret-of-another-kind-removed",
    title: "a version that a service is given, and that has nothing to do with Redis, is destroyed",
    before: served,
    change: (root) => {
      remove(root, KEY_VERSION);
      at(root, API).depends_on = [SECRET_VERSION];
    },
    label: danger("SECRET_LOST"),
  },
  {
    id: "secret-version-of-a-pin-replaced",
    title: "a version is replaced, and the service pins the number of the old one",
    before: served,
    change: (root) => set(root, KEY_VERSION, { secret_data: "planted-key-0b8a" }),
    label: danger("SECRET_LOST"),
  },
  {
    id: "secret-version-replaced",
    title: "a version is replaced, and the service reads the latest one",
    before: served,
    change: (root) =>
      set(root, CA.replace("secret.", "secret_version."), {
        secret_data: `${ref(`${CACHE}.server_ca_certs[0].cert`)}\n`,
      }),
    label: SAFE,
  },
  {
    id: "secret-taken-away-and-removed",
    title: "a service no longer needs a secret, which is destroyed",
    before: served,
    change: (root) => {
      env(root, "APP_KEY", undefined);
      at(root, API).depends_on = [SECRET_VERSION];
      remove(root, KEY, KEY_VERSION, "google_secret_manager_secret_iam_member.key");
    },
    label: cautious("SECRET_DROPPED"),
  },
  {
    id: "secret-given-without-grant",
    title: "a service is given a new secret that its account may not read",
    before: served,
    change: (root) => newSecret(root),
    label: danger("SECRET_WITHOUT_GRANT"),
  },
  {
    id: "secret-given-with-its-grant",
    title: "a service is given a new secret together with the leave to read it",
    before: served,
    change: (root) => {
      newSecret(root);
      const [secret_id, member] = [ref(`${KEY}_2.secret_id`), ref(`${ACCOUNT}.member`)];
      add(root, "google_secret_manager_secret_iam_member.key_2", { secret_id, role: ACCESSOR, member });
    },
    label: SAFE,
  },
  {
    id: "password-variable-dropped",
    title: "a service loses the variable with the password of Redis",
    before: served,
    change: (root) => {
      env(root, "REDIS_PASSWORD", undefined);
      const { template } = at(root, API);
      delete template.volumes;
      delete template.containers[0].volume_mounts;
    },
    label: danger("CERTIFICATE_DROPPED", "PASSWORD_DROPPED", "MOUNT_DROPPED", "SECRET_DROPPED"),
  },
  {
    id: "password-variable-emptied",
    title: "the password of Redis becomes an empty variable",
    before: served,
    change: (root) => {
      env(root, "REDIS_PASSWORD", "");
      const { template } = at(root, API);
      delete template.volumes;
      delete template.containers[0].volume_mounts;
      env(root, "REDIS_CA_FILE", "/app/ca.pem");
    },
    label: { ...danger("MOUNT_DROPPED", "SECRET_DROPPED"), ...LOST },
  },
  {
    id: "certificate-dropped",
    title: "a service loses the certificate of Redis",
    before: served,
    change: (root) => {
      const { template } = at(root, API);
      delete template.volumes;
      delete template.containers[0].volume_mounts;
    },
    label: danger("CERTIFICATE_DROPPED", "MOUNT_DROPPED", "SECRET_DROPPED"),
  },
  {
    id: "secret-opened-to-everybody",
    title: "everybody on the internet may read the password of Redis",
    before: served,
    change: (root) => {
      const secret_id = ref(`${SECRET}.secret_id`);
      add(root, "google_secret_manager_secret_iam_member.public", { secret_id, role: ACCESSOR, member: "allUsers" });
    },
    label: danger("OPENED_TO_EVERYBODY"),
  },
  {
    id: "secret-binding-opened-to-everybody",
    title: "a binding lets everybody with a Google account read a secret",
    before: served,
    change: (root) => set(root, CA_GRANT, { members: [ref(`${ACCOUNT}.member`), "allAuthenticatedUsers"] }),
    label: danger("OPENED_TO_EVERYBODY"),
  },
  {
    id: "secret-opened-to-a-group",
    title: "a group may read a secret",
    before: served,
    change: (root) => {
      const secret_id = ref(`${CA}.secret_id`);
      const member = "group:operators@example.com";
      add(root, "google_secret_manager_secret_iam_member.group", {
        secret_id,
        role: "roles/secretmanager.viewer",
        member,
      });
    },
    label: SAFE,
  },
  {
    id: "state-opened-to-everybody",
    title: "everybody on the internet may read the Terraform state",
    before: served,
    change: (root) => {
      const member = "allUsers";
      const bucket = ref(`${BUCKET}.name`);
      add(root, "google_storage_bucket_iam_member.public", { bucket, role: "roles/storage.objectViewer", member });
    },
    label: danger("OPENED_TO_EVERYBODY"),
  },
  {
    id: "state-opened-by-acl",
    title: "an access control list lets everybody on the internet read the Terraform state",
    before: served,
    change: (root) => {
      const bucket = ref(`${BUCKET}.name`);
      add(root, "google_storage_bucket_acl.state", { bucket, role_entity: ["READER:allUsers"] });
    },
    label: danger("OPENED_TO_EVERYBODY"),
  },
  {
    id: "project-opened-to-everybody",
    title: "everybody on the internet may call every service of the project",
    before: served,
    change: (root) => {
      const [project, role] = ["acme-staging", "roles/run.invoker"];
      add(root, "google_project_iam_member.public", { project, role, member: "allUsers" });
    },
    label: danger("OPENED_TO_EVERYBODY"),
  },
];

function second(root: Root, account: string): void {
  const service = copy(root, API, "second", { name: "orders-second" });
  at(root, service).template.service_account = ref(`google_service_account.${account}.email`);
}

function bind(root: Root, members: string[]): void {
  const secret_id = ref(`${SECRET}.secret_id`);
  add(root, "google_secret_manager_secret_iam_binding.auth", { secret_id, role: ACCESSOR, members });
}

function newSecret(root: Root): void {
  add(root, `${KEY}_2`, { secret_id: "key-2", replication: { auto: {} } });
  add(root, `${KEY_VERSION}_2`, { secret: ref(`${KEY}_2.id`), secret_data: "planted-key-5a2b" });
  const secret_key_ref = { secret: ref(`${KEY}_2.secret_id`), version: "latest" };
  at(root, API).template.containers[0].env.push({ name: "APP_KEY_2", value_source: { secret_key_ref } });
  at(root, API).depends_on.push(`${KEY_VERSION}_2`);
}

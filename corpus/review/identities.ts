import { API, type Root, ref } from "../verify/base";
import { add, at, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { BUCKET, empty, KEY, lent, owned, programmed, ROLE, SECRET, SPARE_ACCOUNT, served } from "./roots";

const PROJECT = "acme-staging";
const OUTSIDER = "user:mallory@example.net";
const MEMBER = "google_project_iam_member";

/** Who may do what, keys, and programs: what is dangerous in every plan, with or without a Redis. */
export const identityCases: ReviewCase[] = [
  {
    id: "owner-for-an-outsider",
    title: "somebody from outside becomes owner of the project",
    before: served,
    change: (root) => give(root, "roles/owner", OUTSIDER),
    label: danger("IAM_WIDENED"),
  },
  {
    id: "owner-for-an-outsider-without-redis",
    title: "somebody from outside becomes owner of a project without a Redis",
    before: empty,
    change: (root) => give(root, "roles/owner", OUTSIDER),
    label: danger("IAM_WIDENED"),
  },
  {
    id: "owner-for-an-account-of-the-plan",
    title: "an account that the same plan makes becomes owner of the project",
    before: served,
    change: (root) => {
      add(root, "google_service_account.deploy", { account_id: "deploy" });
      give(root, "roles/owner", ref("google_service_account.deploy.member"));
    },
    label: danger("IAM_WIDENED"),
  },
  {
    id: "policy-of-the-project-by-binding",
    title: "a binding lets a group set the policy of the project",
    before: served,
    change: (root) =>
      add(root, "google_project_iam_binding.admins", {
        project: PROJECT,
        role: "roles/resourcemanager.projectIamAdmin",
        members: ["group:operators@example.com"],
      }),
    label: danger("IAM_WIDENED"),
  },
  {
    id: "every-account-to-act-as",
    title: "an account may act as every account of the project",
    before: served,
    change: (root) => give(root, "roles/iam.serviceAccountUser", ref(`${SPARE_ACCOUNT}.member`)),
    label: danger("IAM_WIDENED"),
  },
  {
    id: "one-account-to-act-as",
    title: "an account may act as one other account",
    before: served,
    change: (root) =>
      add(root, "google_service_account_iam_member.spare", {
        service_account_id: ref("google_service_account.idle.name"),
        role: "roles/iam.serviceAccountUser",
        member: ref(`${SPARE_ACCOUNT}.member`),
      }),
    label: cautious("IAM_WIDENED"),
  },
  {
    id: "reader-of-logs",
    title: "somebody from outside may read the logs of the project",
    before: served,
    change: (root) => give(root, "roles/logging.viewer", OUTSIDER),
    label: SAFE,
  },
  {
    id: "role-that-nobody-knows",
    title: "somebody gets a role of the project's own that no part of the plan describes",
    before: served,
    change: (root) => give(root, `projects/${PROJECT}/roles/operator`, "group:operators@example.com"),
    label: { verdict: "unknown", codes: [] },
  },
  {
    id: "custom-role-that-acts-as-all",
    title: "a custom role that acts as every account is made and given on the project",
    before: served,
    change: (root) => {
      const permissions = ["run.services.get", "iam.serviceAccounts.actAs"];
      add(root, "google_project_iam_custom_role.deployer", { role_id: "deployer", title: "Deploys", permissions });
      give(root, ref("google_project_iam_custom_role.deployer.id"), ref(`${SPARE_ACCOUNT}.member`));
    },
    label: danger("IAM_WIDENED"),
  },
  {
    id: "custom-role-gains-keys",
    title: "a custom role gains the permission to make keys of accounts",
    before: served,
    change: (root) => at(root, ROLE).permissions.push("iam.serviceAccountKeys.create"),
    label: danger("IAM_WIDENED"),
  },
  {
    id: "owner-removed",
    title: "an owner of the project is one no longer",
    before: owned,
    change: (root) => remove(root, `${MEMBER}.owner`),
    label: SAFE,
  },
  {
    id: "owner-under-another-address",
    title: "the resource that makes somebody owner is renamed without a moved block",
    before: owned,
    change: (root) => {
      const body = at(root, `${MEMBER}.owner`);
      remove(root, `${MEMBER}.owner`);
      add(root, `${MEMBER}.admin`, body);
    },
    label: SAFE,
  },
  {
    id: "account-lent-already",
    title: "a binding on an account is replaced, and its members are written in another order",
    before: lent,
    change: (root) => at(root, "google_service_account_iam_binding.users").members.reverse(),
    args: ["-replace=google_service_account_iam_binding.users"],
    label: SAFE,
  },
  {
    id: "key-of-an-account",
    title: "a key of a service account is made",
    before: served,
    change: (root) => add(root, "google_service_account_key.ci", { service_account_id: ref(`${SPARE_ACCOUNT}.name`) }),
    label: danger("KEY_CREATED"),
  },
  {
    id: "key-for-storage",
    title: "a key of a service account for storage is made",
    before: served,
    change: (root) => add(root, "google_storage_hmac_key.ci", { service_account_email: ref(`${SPARE_ACCOUNT}.email`) }),
    label: danger("KEY_CREATED"),
  },
  {
    id: "provider-for-everybody",
    title: "a pool of identities gets a provider that lets in every repository on GitHub",
    before: served,
    change: (root) => {
      add(root, "google_iam_workload_identity_pool.ci", { workload_identity_pool_id: "ci-pool" });
      provider(root, ref("google_iam_workload_identity_pool.ci.workload_identity_pool_id"), undefined);
    },
    label: danger("KEY_CREATED"),
  },
  {
    id: "second-provider-of-a-pool",
    title: "a pool that is there already gets a second provider",
    before: served,
    change: (root) => provider(root, "github", "assertion.repository == 'mallory/tools'"),
    label: danger("IDENTITIES_ADMITTED"),
  },
  {
    id: "service-for-everybody-to-change",
    title: "everybody on the internet may change a service",
    before: served,
    change: (root) => {
      const [name, location] = [ref(`${API}.name`), ref(`${API}.location`)];
      const grant = { name, location, role: "roles/run.admin", member: "allUsers" };
      add(root, "google_cloud_run_v2_service_iam_member.public", grant);
    },
    label: danger("PUBLIC_MEMBER"),
  },
  {
    id: "program-at-apply",
    title: "applying the plan runs a program",
    before: served,
    change: (root) => run(root, "terraform_data.build", {}),
    label: danger("PROVISIONER"),
  },
  {
    id: "program-beside-an-account",
    title: "making a service account runs a program",
    before: served,
    change: (root) => run(root, "google_service_account.more", { account_id: "orders-more" }),
    label: danger("PROVISIONER"),
  },
  {
    id: "program-that-ran",
    title: "a program that ran when its resource was made does not run in this plan",
    before: programmed,
    change: (root) => set(root, SECRET, { labels: { team: "orders" } }),
    label: cautious("PROVISIONER"),
  },
  {
    id: "provider-with-an-endpoint-of-its-own",
    title: "the provider calls an address of somebody else, with a token from the configuration",
    before: served,
    change: (root) => {
      const settings = { pubsub_custom_endpoint: "https://collector.example.net/v1/", access_token: "rehearsal" };
      root.provider.google = { ...root.provider.google, ...settings };
    },
    label: danger("PROVIDER_REDIRECTED", "PROVIDER_SIGNS_IN"),
  },
  {
    id: "attack-in-one-plan",
    title: "a new service, and with it an owner, a key, everybody on the secret and the state, and a program",
    before: served,
    change: (root) => {
      give(root, "roles/owner", OUTSIDER);
      add(root, "google_service_account_key.ci", { service_account_id: ref(`${SPARE_ACCOUNT}.name`) });
      const [role, member] = ["roles/secretmanager.secretAccessor", "allUsers"];
      add(root, `${KEY.replace("secret.", "secret_iam_member.")}_open`, {
        secret_id: ref(`${SECRET}.secret_id`),
        role,
        member,
      });
      const bucket = { bucket: ref(`${BUCKET}.name`), role: "roles/storage.objectViewer", member };
      add(root, "google_storage_bucket_iam_member.state", bucket);
      run(root, "terraform_data.build", {});
    },
    label: danger("IAM_WIDENED", "KEY_CREATED", "OPENED_TO_EVERYBODY", "PROVISIONER"),
  },
  {
    id: "program-at-plan",
    title: "a data source runs a program when the plan is made",
    before: served,
    change: () => {},
    edited: (plan) => {
      const external = {
        provider_config_key: "external",
        expressions: { program: { constant_value: ["./token.sh"] } },
      };
      const address = "data.external.token";
      const { configuration } = plan;
      configuration.root_module.resources.push({ address, mode: "data", type: "external", name: "token", ...external });
      configuration.provider_config.external = {
        name: "external",
        full_name: "registry.terraform.io/hashicorp/external",
      };
    },
    label: danger("EXTERNAL_PROGRAM"),
  },
  {
    id: "credential-at-plan",
    title: "a data source asks for a token of another account when the plan is made",
    before: served,
    change: () => {},
    edited: ({ configuration }) => {
      const type = "google_service_account_access_token";
      const target_service_account = { constant_value: "deployer@acme-staging.iam.gserviceaccount.com" };
      const token = { address: `data.${type}.token`, mode: "data", type, name: "token" };
      configuration.root_module.resources.push({
        ...{ ...token, provider_config_key: "google" },
        expressions: { target_service_account, scopes: { constant_value: ["cloud-platform"] } },
      });
    },
    label: cautious("CREDENTIAL_READ"),
  },
  {
    id: "provider-of-somebody-else",
    title: "the configuration has a provider that is not HashiCorp's",
    before: served,
    change: () => {},
    edited: ({ configuration }) => {
      configuration.provider_config.kubectl = {
        name: "kubectl",
        full_name: "registry.terraform.io/gavinbunney/kubectl",
      };
    },
    label: cautious("PROVIDER_UNKNOWN"),
  },
];

function give(root: Root, role: string, member: string): void {
  add(root, `${MEMBER}.given`, { project: PROJECT, role, member });
}

function provider(root: Root, workload_identity_pool_id: string, attribute_condition: string | undefined): void {
  add(root, "google_iam_workload_identity_pool_provider.github", {
    workload_identity_pool_id,
    workload_identity_pool_provider_id: "ci-github",
    attribute_mapping: { "google.subject": "assertion.sub" },
    ...(attribute_condition === undefined ? {} : { attribute_condition }),
    oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
  });
}

function run(root: Root, address: string, body: Root): void {
  add(root, address, { ...body, provisioner: [{ "local-exec": { command: "true" } }] });
}

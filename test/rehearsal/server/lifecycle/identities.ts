import { type Lifecycle, PROJECT, ref } from "./lifecycle";

const POOL = `projects/${PROJECT}/locations/global/workloadIdentityPools/acme-github`;

/** What signs a pipeline in, and what it may do. What is deleted here is kept for some time, under its id. */
export const identities: Lifecycle[] = [
  {
    type: "google_iam_workload_identity_pool",
    config: { workload_identity_pool_id: "acme-github", display_name: "GitHub" },
    change: { display_name: "Pipelines", description: "Who deploys", disabled: true },
    id: POOL,
    at: { path: `iam/v1/${POOL}`, holds: ({ state }) => state === "ACTIVE" },
    outOfBand: { method: "PATCH", path: `iam/v1/${POOL}?updateMask=disabled`, body: { disabled: true } },
  },
  {
    type: "google_iam_workload_identity_pool_provider",
    config: {
      workload_identity_pool_id: ref("google_iam_workload_identity_pool.one.workload_identity_pool_id"),
      workload_identity_pool_provider_id: "github",
      attribute_mapping: { "google.subject": "assertion.sub", "attribute.environment": "assertion.environment" },
      attribute_condition: 'assertion.repository_id == "1"',
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
    },
    change: { attribute_condition: 'assertion.repository_id == "2"', display_name: "Actions" },
    id: `${POOL}/providers/github`,
    at: { path: `iam/v1/${POOL}/providers/github`, holds: ({ state }) => state === "ACTIVE" },
    outOfBand: {
      method: "PATCH",
      path: `iam/v1/${POOL}/providers/github?updateMask=attributeCondition`,
      body: { attributeCondition: 'assertion.repository_owner == "anyone"' },
    },
  },
  {
    type: "google_project_iam_custom_role",
    config: { role_id: "acmeReader", title: "Reader", permissions: ["redis.instances.get", "redis.instances.list"] },
    change: { title: "Reads Redis", permissions: ["redis.instances.get"], stage: "BETA" },
    id: `projects/${PROJECT}/roles/acmeReader`,
    at: { path: `iam/v1/projects/${PROJECT}/roles/acmeReader`, holds: ({ deleted }) => deleted !== true },
    outOfBand: {
      method: "PATCH",
      path: `iam/v1/projects/${PROJECT}/roles/acmeReader`,
      body: { includedPermissions: ["redis.instances.get", "redis.instances.delete"] },
    },
  },
];

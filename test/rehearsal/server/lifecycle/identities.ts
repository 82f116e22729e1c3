import { type Lifecycle, PROJECT, policyWith, ref, speaksOf } from "./lifecycle";

const POOL = `projects/${PROJECT}/locations/global/workloadIdentityPools/acme-github`;

const ACCOUNT = `projects/${PROJECT}/serviceAccounts/acme-backend@${PROJECT}.iam.gserviceaccount.com`;
/** The first project that a cloud hears of has this number. */
const STAGING = `principalSet://iam.googleapis.com/projects/1000000001/locations/global/workloadIdentityPools/acme-github/attribute.environment/staging`;
const BUCKET = "acme-terraform-state";
const OWNERS = { role: "roles/storage.legacyBucketOwner", members: [`projectOwner:${PROJECT}`] };
const CONDITION = { title: "for_now", expression: 'request.time < timestamp("2100-01-01T00:00:00Z")' };

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
  {
    type: "google_project_iam_audit_config",
    config: {
      project: PROJECT,
      service: "secretmanager.googleapis.com",
      audit_log_config: [{ log_type: "DATA_READ" }],
    },
    change: { audit_log_config: [{ log_type: "DATA_READ" }, { log_type: "DATA_WRITE" }] },
    id: `${PROJECT} secretmanager.googleapis.com`,
    at: {
      path: `cloudresourcemanager/v1/projects/${PROJECT}:getIamPolicy`,
      method: "POST",
      holds: speaksOf("DATA_READ"),
    },
    outOfBand: {
      method: "POST",
      path: `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`,
      body: { policy: { auditConfigs: [] }, updateMask: "auditConfigs" },
    },
    removed: true,
  },
  {
    type: "google_service_account_iam_member",
    config: {
      service_account_id: ref("google_service_account.one.name"),
      role: "roles/iam.workloadIdentityUser",
      member: STAGING,
      depends_on: ["google_iam_workload_identity_pool.one"],
      condition: CONDITION,
    },
    id: `${ACCOUNT} roles/iam.workloadIdentityUser ${STAGING} ${CONDITION.title}`,
    at: { path: `iam/v1/${ACCOUNT}:getIamPolicy`, method: "POST", holds: speaksOf("attribute.environment/staging") },
    outOfBand: policyWith(`iam/v1/${ACCOUNT}`, "roles/iam.workloadIdentityUser"),
    removed: true,
  },
  {
    type: "google_storage_bucket_iam_member",
    config: {
      bucket: ref("google_storage_bucket.one.name"),
      role: "roles/storage.objectUser",
      member: ref("google_service_account.one.member"),
      condition: {
        ...CONDITION,
        expression: `resource.name.startsWith("projects/_/buckets/${BUCKET}/objects/staging/")`,
      },
    },
    id: `b/${BUCKET} roles/storage.objectUser serviceAccount:acme-backend@${PROJECT}.iam.gserviceaccount.com ${CONDITION.title}`,
    at: { path: `storage/v1/b/${BUCKET}/iam`, holds: speaksOf("acme-backend@") },
    outOfBand: { method: "PUT", path: `storage/v1/b/${BUCKET}/iam`, body: { bindings: [OWNERS] } },
    removed: true,
  },
];

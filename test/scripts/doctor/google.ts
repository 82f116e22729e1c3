import { GitHub } from "../../../lineup/src/github/client";
import { endpoints } from "../../../lineup/src/google/endpoints";
import { Waiting } from "../../../lineup/src/google/waiting";
import { type Get, Reader } from "../../../lineup/src/inventory/reader";
import { runner } from "../../../lineup/test/github/reports";
import { ofType, type Written, writtenIn } from "../../../scripts/cloud/written";
import type { World } from "../../../scripts/doctor/check";
import { BootstrapStack } from "../../../stacks/bootstrap-stack";
import { read, stagingInput, synthesize, synthesizeEnvironment } from "../../support/synth";

// biome-ignore lint/suspicious/noExplicitAny: what Google answers
export type Json = any;

export const PROJECT = { id: "netra-staging", number: "123456789012" };
const at = `projects/${PROJECT.id}`;
export const OUTPUTS = { repository: "netra/environment", repository_id: "4711", repository_owner_id: "42" };

export const staging = read(stagingInput());
/** The bootstrap of an environment, as it is written. */
export function bootstrapOf(environment: typeof staging): Written[] {
  return writtenIn(
    synthesize("b", (app) => new BootstrapStack(app, "b", environment)),
    PROJECT,
    OUTPUTS,
  );
}
export const bootstrap = bootstrapOf(staging);
export const deployed = writtenIn(synthesizeEnvironment(staging), PROJECT);

export const notFound = { status: 404, body: { error: { code: 404, status: "NOT_FOUND" } } };
const text = (one: Written, key: string) => String(one.values[key]);

/** Google, as it answers where everything is as written: an answer for each address that is asked. */
export function asWritten(written: readonly Written[] = bootstrap): Record<string, Json> {
  const of = (type: string) => ofType(written, type);
  const policy = (type: string, key: string, value: string) => ({
    etag: "BwY",
    bindings: of(type)
      .filter((one) => key === "" || text(one, key) === value)
      .map(({ values }) => ({
        role: values.role,
        members: [values.member],
        ...(values.condition ? { condition: values.condition } : {}),
      })),
  });
  const answers: Record<string, Json> = {
    [`cloudbilling/${at}/billingInfo`]: {
      projectId: PROJECT.id,
      billingEnabled: true,
      billingAccountName: "billingAccounts/1",
    },
    [`serviceusage/${at}/services`]: {
      services: [
        ...of("google_project_service").map((one) => text(one, "service")),
        "serviceusage.googleapis.com",
        "cloudresourcemanager.googleapis.com",
      ].map((name) => ({ name: `projects/1/services/${name}`, state: "ENABLED" })),
    },
    [`cloudresourcemanager/${at}:getIamPolicy`]: {
      ...policy("google_project_iam_member", "", ""),
      auditConfigs: of("google_project_iam_audit_config").map(({ values }) => ({
        service: values.service,
        auditLogConfigs: [{ logType: "DATA_READ" }],
      })),
    },
    [`compute/${at}/global/networks`]: {},
    [`compute/${at}`]: {
      quotas: ["NETWORKS", "SUBNETWORKS", "FIREWALLS", "ROUTERS"].map((metric) => ({ metric, limit: 100, usage: 1 })),
    },
    [`compute/${at}/regions/us-central1`]: { quotas: [{ metric: "IN_USE_ADDRESSES", limit: 8, usage: 0 }] },
  };
  for (const constraint of CONSTRAINTS) {
    answers[`orgpolicy/${at}/policies/${constraint}:getEffectivePolicy`] = {
      name: `projects/1/policies/${constraint}`,
      spec: { rules: [constraint.includes(".managed.") ? { enforce: false } : { allowAll: true }] },
    };
  }
  for (const one of of("google_storage_bucket")) {
    answers[`storage/b/${text(one, "name")}`] = bucket(one);
    answers[`storage/b/${text(one, "name")}/iam`] = policy(
      "google_storage_bucket_iam_member",
      "bucket",
      text(one, "name"),
    );
    answers[`storage/b/${text(one, "name")}/iam`].bindings.push({
      role: "roles/storage.legacyBucketOwner",
      members: [`projectOwner:${PROJECT.id}`],
    });
  }
  for (const one of of("google_service_account")) {
    answers[`iam/${text(one, "id")}`] = { name: one.values.id, email: one.values.email };
    answers[`iam/${text(one, "id")}/keys`] = {};
    answers[`iam/${text(one, "id")}:getIamPolicy`] = policy(
      "google_service_account_iam_member",
      "service_account_id",
      text(one, "id"),
    );
  }
  for (const one of of("google_project_iam_custom_role")) {
    answers[`iam/${text(one, "name")}`] = {
      name: one.values.name,
      includedPermissions: one.values.permissions,
      stage: "GA",
      etag: "x",
    };
  }
  for (const one of of("google_iam_workload_identity_pool")) {
    answers[`iam/${text(one, "id")}`] = { name: one.values.name, state: "ACTIVE" };
  }
  for (const one of of("google_iam_workload_identity_pool_provider")) {
    const live = {
      name: one.values.name,
      state: "ACTIVE",
      attributeCondition: one.values.attribute_condition,
      attributeMapping: one.values.attribute_mapping,
      oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
    };
    answers[`iam/${text(one, "id")}`] = live;
    answers[`iam/${text(one, "id").replace(/\/[^/]+$/, "")}`] = { workloadIdentityPoolProviders: [live] };
  }
  return structuredClone(answers);
}

const CONSTRAINTS = [
  "iam.allowedPolicyMemberDomains",
  "iam.managed.allowedPolicyMembers",
  "compute.trustedImageProjects",
  "compute.vmCanIpForward",
  "gcp.resourceLocations",
];

/** As the API has it: its fields are called otherwise than the provider's. */
function bucket({ values }: Written): Json {
  const isState = String(values.name).endsWith("-terraform-state");
  return {
    kind: "storage#bucket",
    name: values.name,
    projectNumber: PROJECT.number,
    location: String(values.location).toUpperCase(),
    ...(isState
      ? { versioning: { enabled: true }, logging: { logBucket: `${values.name}-logs`, logObjectPrefix: "access" } }
      : {}),
    iamConfiguration: { publicAccessPrevention: "enforced", uniformBucketLevelAccess: { enabled: true } },
    softDeletePolicy: { retentionDurationSeconds: "604800", effectiveTime: "2026-01-01T00:00:00Z" },
    lifecycle: {
      rule: [
        isState
          ? {
              action: { type: "Delete" },
              condition: { isLive: false, daysSinceNoncurrentTime: staging.state.keepOldVersionsDays },
            }
          : { condition: { age: 400 }, action: { type: "Delete" } },
      ],
    },
  };
}

const NAMES: readonly [string, RegExp][] = [
  ["cloudbilling", /^https:\/\/cloudbilling\.googleapis\.com\/v1\//],
  ["serviceusage", /^https:\/\/serviceusage\.googleapis\.com\/v1\//],
  ["cloudresourcemanager", /^https:\/\/cloudresourcemanager\.googleapis\.com\/v1\//],
  ["compute", /^https:\/\/compute\.googleapis\.com\/compute\/v1\//],
  ["orgpolicy", /^https:\/\/orgpolicy\.googleapis\.com\/v2\//],
  ["storage", /^https:\/\/storage\.googleapis\.com\/storage\/v1\//],
  ["iam", /^https:\/\/iam\.googleapis\.com\/v1\//],
];

/** Everything that was asked, by method and address. */
export function world(answers: Record<string, Json>, hub: World["github"] | string, asked: string[] = []): World {
  const get: Get = async (url, readsPolicy) => {
    asked.push(`${readsPolicy ? "POST" : "GET"} ${url}`);
    const [plain = ""] = url.split("?");
    const [api = "", prefix = /^/] = NAMES.find(([, pattern]) => pattern.test(plain)) ?? [];
    const answer = answers[`${api}/${decodeURIComponent(plain.replace(prefix, ""))}`] ?? notFound;
    const isStatus = typeof answer?.status === "number";
    return { status: isStatus ? answer.status : 200, body: isStatus ? answer.body : answer, retryAfter: undefined };
  };
  const waiting = new Waiting(
    async () => {},
    () => {},
  );
  return {
    environment: staging,
    bootstrap,
    deployed,
    reader: new Reader(get, endpoints({}), waiting, PROJECT),
    repository: OUTPUTS.repository,
    github: typeof hub === "string" ? new GitHub(runner(hub)) : hub,
    outputs: async () => ({
      ...OUTPUTS,
      workload_identity_provider: "projects/1/locations/global/workloadIdentityPools/github/providers/github",
      plan_service_account: "lineup-plan@netra-staging.iam.gserviceaccount.com",
      deploy_service_account: "lineup-deploy@netra-staging.iam.gserviceaccount.com",
      probe_service_account: "lineup-probe@netra-staging.iam.gserviceaccount.com",
    }),
  };
}

import { aCloud, PROJECT, refusal } from "./cloud";

const cloud = aCloud();
const BUCKET = "storage/v1/b/state";
const make = (more: object = {}) => cloud().ask("POST", `storage/v1/b?project=${PROJECT}`, { name: "state", ...more });

test("a bucket that says nothing deletes softly for a week, is open to no policy, and is in its project", async () => {
  await make({ location: "us-central1" });
  const { projectNumber } = await cloud().get(`cloudresourcemanager/v1/projects/${PROJECT}`);
  expect(await cloud().get(BUCKET)).toMatchObject({
    projectNumber,
    location: "US-CENTRAL1",
    locationType: "region",
    softDeletePolicy: { retentionDurationSeconds: "604800", effectiveTime: expect.any(String) },
    iamConfiguration: {
      publicAccessPrevention: "inherited",
      uniformBucketLevelAccess: { enabled: false },
      bucketPolicyOnly: { enabled: false },
    },
  });
});

test("what it says is kept beside what it does not say, and changed field by field", async () => {
  const said = {
    versioning: { enabled: true },
    labels: { team: "platform" },
    logging: { logBucket: "logs", logObjectPrefix: "state" },
    encryption: { defaultKmsKeyName: `projects/${PROJECT}/locations/us-central1/keyRings/r/cryptoKeys/k` },
    lifecycle: { rule: [{ action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 30 } }] },
  };
  await make({ ...said, iamConfiguration: { uniformBucketLevelAccess: { enabled: true } } });
  const { iamConfiguration } = await cloud().get(BUCKET);
  expect(iamConfiguration).toMatchObject({ publicAccessPrevention: "inherited", bucketPolicyOnly: { enabled: true } });
  const change = { labels: { team: null }, encryption: null, softDeletePolicy: { retentionDurationSeconds: "0" } };
  await cloud().mustSucceed("PATCH", BUCKET, change);
  const { encryption, labels, ...rest } = await cloud().get(BUCKET);
  expect([encryption, labels ?? {}]).toEqual([undefined, {}]);
  expect(rest).toMatchObject({ versioning: said.versioning, logging: said.logging, lifecycle: said.lifecycle });
  expect(rest.softDeletePolicy.retentionDurationSeconds).toBe("0");
});

test.each([
  ["soft deletion for a day", { softDeletePolicy: { retentionDurationSeconds: "86400" } }],
  ["soft deletion for a year", { softDeletePolicy: { retentionDurationSeconds: "31536000" } }],
  ["a rule that does nothing known", { lifecycle: { rule: [{ action: { type: "Burn" }, condition: { age: 1 } }] } }],
  ["a rule that is always met", { lifecycle: { rule: [{ action: { type: "Delete" }, condition: {} }] } }],
])("a bucket with %s is refused, new or changed", async (_, more) => {
  expect((await make(more)).status).toBe(400);
  await make();
  expect((await cloud().ask("PATCH", BUCKET, more)).status).toBe(400);
});

test("buckets are listed of one project", async () => {
  await make();
  await cloud().mustSucceed("POST", "storage/v1/b?project=other", { name: "theirs" });
  const { items } = await cloud().get(`storage/v1/b?project=${PROJECT}`);
  expect(items.map(({ name }: { name: string }) => name)).toEqual(["state"]);
});

describe("the policy of a bucket", () => {
  const BASIC = [`projectEditor:${PROJECT}`, `projectOwner:${PROJECT}`];
  const open = { bindings: [{ role: "roles/storage.objectViewer", members: ["allUsers"] }] };

  test("grants to whoever has a basic role in the project, at first", async () => {
    await make();
    const { bindings } = await cloud().get(`${BUCKET}/iam`);
    expect(bindings[0]).toEqual({ role: "roles/storage.legacyBucketOwner", members: BASIC });
    const EDITOR = "editor@example.com";
    const editors = { bindings: [{ role: "roles/editor", members: [`user:${EDITOR}`] }] };
    await cloud().mustSucceed("POST", `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`, { policy: editors });
    cloud().loopback.cloud.iam.enforce([EDITOR, "nobody@example.com"]);
    const look = (account: string) => cloud().ask("GET", BUCKET, undefined, { authorization: `Bearer ${account}` });
    expect([(await look(EDITOR)).status, (await look("nobody@example.com")).status]).toEqual([200, 403]);
  });

  test("is never public where the bucket prevents it, and public where it does not", async () => {
    await make({ iamConfiguration: { publicAccessPrevention: "enforced" } });
    expect(refusal(await cloud().ask("PUT", `${BUCKET}/iam`, open))).toEqual([
      412,
      "The member bindings allUsers and allAuthenticatedUsers are not allowed since public access prevention is enforced.",
    ]);
    await cloud().mustSucceed("PATCH", BUCKET, { iamConfiguration: { publicAccessPrevention: "inherited" } });
    expect((await cloud().ask("PUT", `${BUCKET}/iam`, open)).status).toBe(200);
  });

  test("is replaced by who has seen it as it is", async () => {
    await make();
    const { etag } = await cloud().get(`${BUCKET}/iam`);
    await cloud().mustSucceed("PUT", `${BUCKET}/iam`, { ...open, etag });
    expect((await cloud().ask("PUT", `${BUCKET}/iam`, { bindings: [], etag })).status).toBe(409);
  });
});

import { aCloud, PROJECT, refusal } from "./cloud";

const cloud = aCloud();
const POOLS = `iam/v1/projects/${PROJECT}/locations/global/workloadIdentityPools`;
const PROVIDERS = `${POOLS}/github/providers`;
const ROLES = `iam/v1/projects/${PROJECT}/roles`;
const DAY = 24 * 60 * 60 * 1000;
const daysPass = (days: number) => cloud().loopback.clock.advance(days * DAY);
const pool = (id = "github") => cloud().ask("POST", `${POOLS}?workloadIdentityPoolId=${id}`, {});
const MAPPING = { "google.subject": "assertion.sub" };
const ISSUER = "https://token.actions.githubusercontent.com";
const provider = (more: object = {}, id = "actions") =>
  cloud().ask("POST", `${PROVIDERS}?workloadIdentityPoolProviderId=${id}`, {
    attributeMapping: MAPPING,
    attributeCondition: 'assertion.repository_id == "1"',
    oidc: { issuerUri: ISSUER },
    ...more,
  });
const role = (roleId = "reader", ...includedPermissions: string[]) =>
  cloud().ask("POST", ROLES, { roleId, role: { title: "Reader", stage: "GA", includedPermissions } });

describe("a pool or provider that is deleted", () => {
  beforeEach(async () => {
    await pool();
    await provider();
  });

  test.each([
    ["pool", `${POOLS}/github`, pool],
    ["provider", `${PROVIDERS}/actions`, provider],
  ])(
    "keeps its id for 30 days (%s): it is read as deleted, and a new one is refused until then",
    async (_, at, again) => {
      expect((await again()).body.error.message).toBe("Requested entity already exists");
      await cloud().mustSucceed("DELETE", at);
      expect(await cloud().get(at)).toMatchObject({ state: "DELETED", expireTime: expect.any(String) });
      expect(refusal(await again())).toEqual([409, "Requested entity already exists"]);
      daysPass(29);
      expect((await again()).status).toBe(409);
      daysPass(2);
      expect((await cloud().ask("GET", at)).status).toBe(404);
      expect((await again()).status).toBe(200);
    },
  );

  test.each([
    ["pool", `${POOLS}/github`, POOLS, "workloadIdentityPools"],
    ["provider", `${PROVIDERS}/actions`, PROVIDERS, "workloadIdentityPoolProviders"],
  ])("is listed only where it is asked for (%s), and restored it is as before, and stays", async (_, at, list, key) => {
    await cloud().mustSucceed("DELETE", at);
    expect((await cloud().get(list))[key]).toBeUndefined();
    expect((await cloud().get(`${list}?showDeleted=true`))[key]).toHaveLength(1);
    await cloud().mustSucceed("POST", `${at}:undelete`, {});
    daysPass(31);
    const restored = await cloud().get(at);
    expect([restored.state, restored.expireTime]).toEqual(["ACTIVE", undefined]);
    expect((await cloud().get(list))[key]).toHaveLength(1);
    expect((await cloud().ask("POST", `${at}:undelete`, {})).status).toBe(400);
  });

  test("cannot be changed or deleted again, and a deleted pool takes no provider", async () => {
    await cloud().mustSucceed("DELETE", `${POOLS}/github`);
    const change = await cloud().ask("PATCH", `${POOLS}/github?updateMask=disabled`, { disabled: true });
    expect(change.body.error.status).toBe("FAILED_PRECONDITION");
    expect((await cloud().ask("DELETE", `${POOLS}/github`)).status).toBe(400);
    expect((await provider({}, "another")).status).toBe(400);
  });

  test("has the number of its project in its name, by whichever it is asked for", async () => {
    const { projectNumber } = await cloud().get(`cloudresourcemanager/v1/projects/${PROJECT}`);
    const { name } = await cloud().get(`${PROVIDERS}/actions`);
    expect(name).toBe(`projects/${projectNumber}/locations/global/workloadIdentityPools/github/providers/actions`);
    expect((await cloud().get(`iam/v1/${name}`)).oidc).toEqual({ issuerUri: ISSUER });
  });
});

describe("what is refused:", () => {
  beforeEach(() => pool());

  test.each([
    ["a short id", "abc"],
    ["Google's prefix", "gcp-pool"],
    ["capitals", "GitHub"],
  ])("a pool with %s", async (_, id) => {
    expect((await pool(id)).status).toBe(400);
  });

  const CLAIMS =
    "The attribute condition must reference one of the provider's claims. For more information, see https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions";
  test.each([
    ["GitHub without a condition", { attributeCondition: undefined }, CLAIMS],
    ["GitHub with a condition that speaks of no claim", { attributeCondition: '"assertion.sub" != ""' }, CLAIMS],
    ["a condition that is no expression", { attributeCondition: "assertion.sub ==" }, /^The attribute condition is no/],
    ["a condition that is too long", { attributeCondition: `assertion.sub == "${"x".repeat(4096)}"` }, /4096/],
    ["a mapping without the subject", { attributeMapping: { "attribute.ref": "assertion.ref" } }, /google\.subject/],
    ["a mapping that is no expression", { attributeMapping: { "google.subject": "assertion." } }, /google\.subject/],
    ["an attribute with another name", { attributeMapping: { ...MAPPING, "attribute.Ref": "assertion.ref" } }, /Ref/],
    ["an issuer without https", { oidc: { issuerUri: "http://127.0.0.1" } }, /HTTPS/],
    ["a provider of no kind", { oidc: undefined }, /got none/],
  ])("%s", async (_, more, words) => {
    const [status, said] = refusal(await provider(more));
    expect([status, said]).toEqual([400, typeof words === "string" ? words : expect.stringMatching(words)]);
    expect((await cloud().get(PROVIDERS)).workloadIdentityPoolProviders).toBeUndefined();
  });

  test("a change that the creation would be refused for", async () => {
    await provider();
    const change = { attributeCondition: "true" };
    const { status } = await cloud().ask("PATCH", `${PROVIDERS}/actions?updateMask=attributeCondition`, change);
    expect(status).toBe(400);
    expect((await cloud().get(`${PROVIDERS}/actions`)).attributeCondition).toContain("repository_id");
  });
});

describe("a role of the project's own", () => {
  test("can be restored for 7 days; its id is taken for 37, at first by what can be read, then by nothing", async () => {
    await role();
    expect(refusal(await role())[0]).toBe(409);
    await cloud().mustSucceed("DELETE", `${ROLES}/reader`);
    const taken = [400, "You can't create a role_id (reader) which has been marked for deletion."];
    expect((await cloud().get(`${ROLES}/reader`)).deleted).toBe(true);
    expect(refusal(await role())).toEqual(taken);
    daysPass(8);
    expect((await cloud().ask("GET", `${ROLES}/reader`)).status).toBe(404);
    expect((await cloud().ask("POST", `${ROLES}/reader:undelete`, {})).status).toBe(404);
    expect(refusal(await role())).toEqual(taken);
    daysPass(28);
    expect((await role()).status).toBe(400);
    daysPass(2);
    expect((await role()).status).toBe(200);
  });

  test("that is deleted is listed only where it is asked for, is not changed, and can be restored", async () => {
    await role("reader", "redis.instances.get");
    await cloud().mustSucceed("DELETE", `${ROLES}/reader`);
    expect((await cloud().get(ROLES)).roles).toBeUndefined();
    expect((await cloud().get(`${ROLES}?showDeleted=true`)).roles).toHaveLength(1);
    expect((await cloud().ask("PATCH", `${ROLES}/reader`, { title: "Mine" })).status).toBe(400);
    expect((await cloud().ask("DELETE", `${ROLES}/reader`)).status).toBe(400);
    await cloud().mustSucceed("POST", `${ROLES}/reader:undelete`, {});
    const { deleted, includedPermissions } = await cloud().get(`${ROLES}/reader`);
    expect([deleted, includedPermissions]).toEqual([undefined, ["redis.instances.get"]]);
  });

  test("says what it holds where it is read, and in a list only in the full view", async () => {
    await role("reader", "redis.instances.get");
    expect((await cloud().get(ROLES)).roles[0].includedPermissions).toBeUndefined();
    expect((await cloud().get(`${ROLES}?view=FULL`)).roles[0].includedPermissions).toEqual(["redis.instances.get"]);
  });

  test.each(["redis.instances.obtain", "resourcemanager.projects.list", "resourcemanager.folders.get", "redis", ""])(
    "holds no permission that does not exist or is none of a project: %s",
    async (permission) => {
      expect(refusal(await role("reader", "redis.instances.get", permission))).toEqual([
        400,
        `Permission ${permission} is not valid.`,
      ]);
    },
  );

  test.each(["iam.serviceAccounts.actAs", "iam.googleapis.com/workloadIdentityPools.get", "kittens.cats.feed"])(
    "holds a permission that exists, or that is of a service that is not known: %s",
    async (permission) => {
      expect((await role("reader", permission)).status).toBe(200);
    },
  );

  test("cannot be granted any more once it is deleted", async () => {
    await role();
    await cloud().mustSucceed("DELETE", `${ROLES}/reader`);
    cloud().loopback.cloud.iam.enforce([]);
    const policy = { bindings: [{ role: `projects/${PROJECT}/roles/reader`, members: ["user:somebody@example.com"] }] };
    const set = `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`;
    expect((await cloud().ask("POST", set, { policy })).status).toBe(400);
  });
});

import { aCloud, GLOBAL, INSTANCES, PROJECT, refusal } from "./cloud";

const cloud = aCloud();
const READER = "reader@acme.iam.gserviceaccount.com";
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const PROJECTS = `cloudresourcemanager/v1/projects/${PROJECT}`;
const ask = (method: string, path: string, body?: unknown) =>
  cloud().ask(method, path, body, { authorization: `Bearer ${READER}` });
const set = (policy: object, more: object = {}) => cloud().ask("POST", `${PROJECTS}:setIamPolicy`, { policy, ...more });
const read = (version: number) =>
  cloud().mustSucceed("POST", `${PROJECTS}:getIamPolicy`, { options: { requestedPolicyVersion: version } });
const binding = (role: string, expression?: string) => ({
  role,
  members: [`serviceAccount:${READER}`],
  ...(expression === undefined ? {} : { condition: { title: "only", expression } }),
});
const grant = async (role: string, expression: string) => {
  const { status, body } = await set({ version: 3, bindings: [binding(role, expression)] });
  if (status !== 200) throw new Error(body.error.message);
};
const secret = (id: string) =>
  cloud().mustSucceed("POST", `${SECRETS}?secretId=${id}`, { replication: { automatic: {} } });
let number = "";

beforeEach(async () => {
  number = (await cloud().get(PROJECTS)).projectNumber;
  cloud().loopback.cloud.iam.enforce([READER]);
});

describe("a grant with a condition is one where it is met:", () => {
  test("always, never, and not where it cannot be evaluated or is no truth", async () => {
    const outcomes: number[] = [];
    for (const expression of ["true", "false", "resource.colour == 'red'", "'yes'", "1 < 'a'", "other.name == ''"]) {
      await grant("roles/redis.viewer", expression);
      outcomes.push((await ask("GET", INSTANCES)).status);
    }
    expect(outcomes).toEqual([200, 403, 403, 403, 403, 403]);
  });

  test("until its time has come, by the clock of the cloud", async () => {
    const end = new Date(cloud().loopback.clock.now() + 60_000).toISOString();
    await grant("roles/redis.viewer", `request.time < timestamp("${end}")`);
    expect((await ask("GET", INSTANCES)).status).toBe(200);
    cloud().loopback.clock.advance(61_000);
    expect((await ask("GET", INSTANCES)).status).toBe(403);
  });

  test("a service that says nothing of its things meets no condition about them", async () => {
    await grant("roles/redis.viewer", 'resource.name != "x"');
    expect((await ask("GET", INSTANCES)).status).toBe(403);
    await grant("roles/compute.viewer", 'resource.type != "secretmanager.googleapis.com/Secret"');
    expect((await ask("GET", `${GLOBAL}/networks`)).status).toBe(403);
  });

  test("a secret has the number of its project in its name, and not its id", async () => {
    await secret("acme-redis");
    await secret("other");
    const look = async (id: string) => (await ask("GET", `${SECRETS}/${id}`)).status;
    await grant("roles/secretmanager.viewer", `resource.name.startsWith("projects/${number}/secrets/acme-")`);
    expect([await look("acme-redis"), await look("other")]).toEqual([200, 403]);
    await grant("roles/secretmanager.viewer", `resource.name.startsWith("projects/${PROJECT}/secrets/acme-")`);
    expect(await look("acme-redis")).toBe(403);
    await grant("roles/secretmanager.viewer", 'resource.name.extract("secrets/{name}-") == "acme"');
    expect([await look("acme-redis"), await look("other")]).toEqual([200, 403]);
  });

  test("a version is a thing of its own", async () => {
    await secret("acme-redis");
    await cloud().mustSucceed("POST", `${SECRETS}/acme-redis:addVersion`, { payload: { data: "c2VjcmV0" } });
    const access = async () => (await ask("GET", `${SECRETS}/acme-redis/versions/1:access`)).status;
    await grant("roles/secretmanager.secretAccessor", 'resource.type == "secretmanager.googleapis.com/Secret"');
    expect(await access()).toBe(403);
    await grant(
      "roles/secretmanager.secretAccessor",
      `resource.type == "secretmanager.googleapis.com/SecretVersion" && resource.name == "projects/${number}/secrets/acme-redis/versions/1"`,
    );
    expect(await access()).toBe(200);
  });

  test("what is about to be made, and a list, are asked for on the project", async () => {
    const make = async () =>
      (await ask("POST", `${SECRETS}?secretId=acme-new`, { replication: { automatic: {} } })).status;
    await grant("roles/secretmanager.admin", `resource.name.startsWith("projects/${number}/secrets/acme-")`);
    expect([await make(), (await ask("GET", SECRETS)).status]).toEqual([403, 403]);
    await grant(
      "roles/secretmanager.admin",
      `resource.type == "cloudresourcemanager.googleapis.com/Project" || resource.name.startsWith("projects/${number}/secrets/acme-")`,
    );
    expect([await make(), (await ask("GET", SECRETS)).status]).toEqual([200, 200]);
  });

  test("an object is known by its name when it is written and read, in either way; a list is one of the bucket", async () => {
    await cloud().mustSucceed("POST", `storage/v1/b?project=${PROJECT}`, { name: "state" });
    const write = (name: string) => ask("POST", `upload/storage/v1/b/state/o?uploadType=media&name=${name}`, {});
    const parts = (name: string) =>
      cloud().ask(
        "POST",
        "upload/storage/v1/b/state/o?uploadType=multipart",
        `--x\r\n\r\n{"name":"${name}"}\r\n--x\r\n\r\nbytes\r\n--x--`,
        { authorization: `Bearer ${READER}`, "content-type": "multipart/related; boundary=x" },
      );
    await grant("roles/storage.objectUser", 'resource.name.startsWith("projects/_/buckets/state/objects/staging/")');
    expect([(await write("staging/a")).status, (await write("production/a")).status]).toEqual([200, 403]);
    expect([(await parts("staging/b")).status, (await parts("production/b")).status]).toEqual([200, 403]);
    expect([(await ask("GET", "state/staging/a")).status, (await ask("GET", "state/production/a")).status]).toEqual([
      200, 403,
    ]);
    expect((await ask("GET", "storage/v1/b/state/o?prefix=staging/")).status).toBe(403);
    await grant("roles/storage.objectUser", 'resource.type == "storage.googleapis.com/Bucket"');
    expect((await ask("GET", "storage/v1/b/state/o?prefix=staging/")).status).toBe(200);
  });

  test("who may grant some roles only grants and takes those alone", async () => {
    const only = 'api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/run.invoker"])';
    const own = binding("roles/resourcemanager.projectIamAdmin", only);
    const change = async (...bindings: object[]) => {
      const policy = { version: 3, bindings: [own, ...bindings] };
      return (await ask("POST", `${PROJECTS}:setIamPolicy`, { policy })).status;
    };
    await set({ version: 3, bindings: [own] });
    expect((await ask("POST", `${PROJECTS}:getIamPolicy`, {})).status).toBe(200);
    expect(await change(binding("roles/run.invoker"))).toBe(200);
    expect(await change(binding("roles/run.invoker"), binding("roles/run.admin"))).toBe(403);
    expect(await change(binding("roles/redis.admin"))).toBe(403);
    expect(await change()).toBe(200);
  });
});

describe("a policy with conditions", () => {
  const conditional = binding("roles/redis.viewer", "true");

  test("is of version 3, and who asks for less sees that a condition is there and not which", async () => {
    await set({ version: 3, bindings: [conditional] });
    expect(await read(3)).toMatchObject({ version: 3, bindings: [conditional] });
    const { version, bindings } = await read(1);
    expect(version).toBe(1);
    expect(bindings).toEqual([
      { role: expect.stringMatching(/^roles\/redis\.viewer_withcond_[0-9a-f]{20}$/), members: conditional.members },
    ]);
  });

  test("is not written back by who has not seen them", async () => {
    await set({ version: 3, bindings: [conditional] });
    const seen = await read(1);
    expect((await set(seen)).status).toBe(400);
    expect(refusal(await set({ version: 1, etag: seen.etag, bindings: [] }))[1]).toBe(
      "Specified policy version (1) cannot be less than the existing policy version (3). For more information, please refer to https://cloud.google.com/iam/docs/policies#versions.",
    );
    expect((await set({ ...(await read(3)), bindings: [] })).status).toBe(200);
    expect((await read(3)).version).toBe(1);
  });

  test("is written by one at a time: who comes with an older etag has to read again", async () => {
    const { etag } = await read(3);
    expect((await set({ etag, bindings: [binding("roles/redis.viewer")] })).status).toBe(200);
    const { status, body } = await set({ etag, bindings: [] });
    expect([status, body.error.status]).toEqual([409, "ABORTED"]);
    expect((await read(3)).bindings).toHaveLength(1);
  });

  test.each([
    ["without version 3", { bindings: [conditional] }, /version 3/],
    ["with one on a basic role", { version: 3, bindings: [binding("roles/owner", "true")] }, /primitive roles/],
    ["with one that is no expression", { version: 3, bindings: [binding("roles/redis.viewer", "a ==")] }, /CEL/],
    [
      "with one without a title",
      { version: 3, bindings: [{ ...conditional, condition: { expression: "true" } }] },
      /title/,
    ],
  ])("is refused %s", async (_, policy, words) => {
    expect(refusal(await set(policy))).toEqual([400, expect.stringMatching(words)]);
  });
});

test("what is logged stays as it is unless the mask names it", async () => {
  const auditConfigs = [{ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ" }] }];
  await set({ auditConfigs, bindings: [binding("roles/redis.viewer")] }, { updateMask: "auditConfigs" });
  expect(await read(3)).toMatchObject({ auditConfigs });
  expect((await read(3)).bindings ?? []).toEqual([]);
  await set({ bindings: [binding("roles/redis.viewer")] });
  expect(await read(3)).toMatchObject({ auditConfigs, bindings: [binding("roles/redis.viewer")] });
  await set({ bindings: [] }, { updateMask: "bindings,etag,auditConfigs" });
  expect((await read(3)).auditConfigs).toBeUndefined();
});

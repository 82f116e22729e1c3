import { LoopbackCloud, type ReceivedRequest } from "../../../rehearsal/server/http";
import { aCloud, CONNECTIONS, CONNECTORS, GLOBAL, INSTANCES, NETWORK, PROJECT, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const READER = "reader@acme.iam.gserviceaccount.com";
const RUNNER = "runner@acme.iam.gserviceaccount.com";
const SECRETS = `secretmanager/v1/projects/${PROJECT}/secrets`;
const PROJECTS = `cloudresourcemanager/v1/projects/${PROJECT}`;
const as = (account: string) => ({ authorization: `Bearer ${account}` });
const ask = (method: string, path: string, body?: unknown, account = READER) =>
  cloud().ask(method, path, body, as(account));
const list = () => ask("GET", INSTANCES);
const policy = (...bindings: object[]) => ({ policy: { bindings } });
const grant = (role: string, account = READER) => ({ role, members: [`serviceAccount:${account}`] });
const onProject = (...bindings: object[]) =>
  cloud().mustSucceed("POST", `${PROJECTS}:setIamPolicy`, policy(...bindings));
const onSecret = (...bindings: object[]) =>
  cloud().mustSucceed("POST", `${SECRETS}/password:setIamPolicy`, policy(...bindings));

const heard: ReceivedRequest[] = [];
const hear = (one: ReceivedRequest) => heard.push(one);
beforeAll(() => LoopbackCloud.listeners.add(hear));
afterAll(() => LoopbackCloud.listeners.delete(hear));

beforeEach(async () => {
  heard.length = 0;
  await cloud().mustSucceed("POST", `${SECRETS}?secretId=password`, { replication: { automatic: {} } });
  await cloud().mustSucceed("POST", `${SECRETS}/password:addVersion`, { payload: { data: "c2VjcmV0" } });
  cloud().loopback.cloud.iam.enforce([READER, RUNNER]);
});

afterEach(() => {
  // A refusal is also an answer that Google could give.
  const refused = heard.filter(({ status }) => status >= 400);
  expect(refused.flatMap(({ invented = [] }) => invented)).toEqual([]);
});

describe("whoever sends no token owns everything, and an account has what policies give it:", () => {
  test("nothing without a grant, until the project grants it, and no longer than that", async () => {
    expect((await cloud().ask("GET", INSTANCES)).status).toBe(200);
    expect((await list()).status).toBe(403);
    await onProject(grant("roles/redis.viewer"));
    expect((await list()).status).toBe(200);
    expect((await ask("GET", INSTANCES, undefined, RUNNER)).status).toBe(403);
    await onProject();
    expect((await list()).status).toBe(403);
  });

  test("a viewer reads and changes nothing", async () => {
    await onProject(grant("roles/redis.viewer"));
    const { status, body } = await ask("DELETE", `${INSTANCES}/acme-redis`);
    expect([status, body.error.details[0].metadata.permission]).toEqual([403, "redis.instances.delete"]);
  });

  test("a token that names no account is refused, whatever it looks like", async () => {
    for (const token of ["rehearsal", "", "owner", "__proto__", `${READER} `.repeat(50)]) {
      const { status } = await cloud().ask("GET", INSTANCES, undefined, { authorization: `Bearer ${token}` });
      expect(status).toBe(401);
    }
  });

  test("where the owner has a token, whoever sends none is refused", async () => {
    cloud().loopback.cloud.iam.enforce([READER], "the owner's");
    expect((await cloud().ask("GET", INSTANCES)).status).toBe(401);
    expect((await ask("GET", INSTANCES, undefined, "the owner's")).status).toBe(200);
    expect((await list()).status).toBe(403);
  });

  test("a grant on one secret is for that secret alone", async () => {
    await cloud().mustSucceed("POST", `${SECRETS}?secretId=other`, { replication: { automatic: {} } });
    await cloud().mustSucceed("POST", `${SECRETS}/other:addVersion`, { payload: { data: "c2VjcmV0" } });
    await onSecret(grant("roles/secretmanager.secretAccessor"));
    const access = async (secret: string) => (await ask("GET", `${SECRETS}/${secret}/versions/1:access`)).status;
    expect([await access("password"), await access("other")]).toEqual([200, 403]);
  });

  test("a grant on the bucket of the state is for its objects, by either of the APIs", async () => {
    await cloud().mustSucceed("POST", `storage/v1/b?project=${PROJECT}`, { name: "acme-state" });
    const upload = "upload/storage/v1/b/acme-state/o?uploadType=media&name=staging/default.tfstate";
    await cloud().mustSucceed("POST", upload, {});
    const read = () => ask("GET", "storage/v1/b/acme-state/o/staging%2Fdefault.tfstate");
    const direct = () => ask("GET", "acme-state/staging/default.tfstate");
    expect(refusal(await read())[1]).toBe(
      `${READER} does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist).`,
    );
    expect((await direct()).status).toBe(403);
    const bindings = [grant("roles/storage.objectViewer")];
    await cloud().mustSucceed("PUT", "storage/v1/b/acme-state/iam", { bindings });
    expect([(await read()).status, (await direct()).status]).toEqual([200, 200]);
    expect((await ask("POST", upload, {})).status).toBe(403);
    const writer = { bindings: [grant("roles/storage.objectUser")] };
    await cloud().mustSucceed("PUT", "storage/v1/b/acme-state/iam", writer);
    expect((await ask("POST", upload, {})).status).toBe(200);
  });

  test("a bucket is in the project that made it, and in no other", async () => {
    for (const [project, name] of [
      [PROJECT, "ours"],
      ["other", "theirs"],
    ])
      await cloud().mustSucceed("POST", `storage/v1/b?project=${project}`, { name });
    await onProject(grant("roles/storage.admin"));
    const read = async (bucket: string) => (await ask("GET", `storage/v1/b/${bucket}`)).status;
    expect([await read("ours"), await read("theirs")]).toEqual([200, 403]);
  });

  test("a role of the project's own holds what it lists", async () => {
    const role = { includedPermissions: ["redis.instances.list"], stage: "GA" };
    await cloud().mustSucceed("POST", `iam/v1/projects/${PROJECT}/roles`, { roleId: "lister", role });
    await onProject(grant(`projects/${PROJECT}/roles/lister`));
    expect((await list()).status).toBe(200);
    expect((await ask("GET", `${INSTANCES}/acme-redis`)).status).toBe(403);
  });

  test("a role of the project's own that is disabled holds nothing", async () => {
    const roles = `iam/v1/projects/${PROJECT}/roles`;
    const role = { includedPermissions: ["redis.instances.list"], stage: "DISABLED" };
    await cloud().mustSucceed("POST", roles, { roleId: "off", role });
    await onProject(grant(`projects/${PROJECT}/roles/off`));
    expect((await list()).status).toBe(403);
  });

  test.each([
    ["what a version holds", "GET", `${SECRETS}/password/versions/1%3Aaccess`],
    ["a list", "GET", `${SECRETS}/password%2Fversions`],
    ["the password of a Redis", "GET", `${INSTANCES}/acme-redis%2FauthString`],
  ])("a name that hides another method does not give %s to whoever may only look", async (_, method, path) => {
    await onProject(grant("roles/secretmanager.viewer"), grant("roles/redis.viewer"));
    const { status, body } = await ask(method, path);
    expect([status, JSON.stringify(body)]).toEqual([404, expect.not.stringContaining("c2VjcmV0")]);
  });

  test("a role that is not known cannot be granted", async () => {
    const unknown = policy(grant("roles/redis.wizard"));
    expect(refusal(await cloud().ask("POST", `${PROJECTS}:setIamPolicy`, unknown))).toEqual([
      400,
      "Role roles/redis.wizard is not supported for this resource.",
    ]);
  });

  test("a services connection is of the project of its network, and so is its operation", async () => {
    await cloud().network();
    const range = { name: "services", purpose: "VPC_PEERING", addressType: "INTERNAL", network: NETWORK };
    await cloud().mustSucceed("POST", `${GLOBAL}/addresses`, { ...range, address: "10.166.0.0", prefixLength: 16 });
    const connect = () => ask("POST", CONNECTIONS, { network: NETWORK, reservedPeeringRanges: ["services"] });
    expect((await connect()).status).toBe(403);
    await onProject(grant("roles/compute.networkAdmin"));
    const { body: operation } = await connect();
    expect((await ask("GET", `servicenetworking/v1/${operation.name}`)).status).toBe(200);
    expect((await ask("GET", `servicenetworking/v1/${operation.name}`, undefined, RUNNER)).status).toBe(403);
  });

  test("a permission that is denied is denied to that account alone, whatever roles it has", async () => {
    await onProject({ role: "roles/redis.viewer", members: [READER, RUNNER].map((one) => `serviceAccount:${one}`) });
    cloud().loopback.deny({ permission: "redis.instances.list", account: READER });
    expect((await list()).status).toBe(403);
    expect((await ask("GET", INSTANCES, undefined, RUNNER)).status).toBe(200);
    cloud().loopback.calm();
    expect((await list()).status).toBe(200);
  });
});

describe("each API refuses in its own words:", () => {
  const network = `projects/${PROJECT}/global/networks/n`;
  test.each([
    ["GET", `${GLOBAL}/networks/n`, undefined, `Required 'compute.networks.get' permission for '${network}'`],
    [
      "GET",
      `${GLOBAL}/networks/n/getEffectiveFirewalls`,
      undefined,
      `Required 'compute.networks.getEffectiveFirewalls' permission for '${network}'`,
    ],
    ["GET", `${GLOBAL}/networks`, undefined, `Required 'compute.networks.list' permission for 'projects/${PROJECT}'`],
    ["POST", `${GLOBAL}/networks`, { name: "n" }, `Required 'compute.networks.create' permission for '${network}'`],
    [
      "GET",
      `${INSTANCES}/r`,
      undefined,
      `Permission 'redis.instances.get' denied on resource '//redis.googleapis.com/projects/${PROJECT}/locations/us-central1/instances/r' (or it may not exist).`,
    ],
    [
      "GET",
      `${SERVICES}/s`,
      undefined,
      `Permission 'run.services.get' denied on resource 'projects/${PROJECT}/locations/us-central1/services/s' (or resource may not exist).`,
    ],
    [
      "GET",
      `${SECRETS}/password/versions/1:access`,
      undefined,
      `Permission 'secretmanager.versions.access' denied for resource 'projects/${PROJECT}/secrets/password/versions/1' (or it may not exist).`,
    ],
  ])("%s %s", async (method, path, body, words) => {
    const { status, body: answer } = await ask(method, path, body);
    expect([status, answer.error.message, answer.error.status]).toEqual([403, words, "PERMISSION_DENIED"]);
    expect(answer.error.details).toEqual([
      expect.objectContaining({
        reason: "IAM_PERMISSION_DENIED",
        domain: "iam.googleapis.com",
        metadata: { permission: expect.stringMatching(/^\w+\.\w+\.\w+$/), resource: expect.any(String) },
      }),
    ]);
  });
});

test("who may make a rule and not change its network is refused for the network", async () => {
  await cloud().network();
  const role = { includedPermissions: ["compute.firewalls.create"], stage: "GA" };
  await cloud().mustSucceed("POST", `iam/v1/projects/${PROJECT}/roles`, { roleId: "ruler", role });
  await onProject(grant(`projects/${PROJECT}/roles/ruler`));
  const rule = { name: "r", network: NETWORK, allowed: [{ IPProtocol: "tcp" }] };
  expect(refusal(await ask("POST", `${GLOBAL}/firewalls`, rule))[1]).toBe(
    `Required 'compute.networks.updatePolicy' permission for '${NETWORK}'`,
  );
});

describe("what runs as an account:", () => {
  const runAs = (serviceAccount: string, more: object = {}) => ({
    template: { serviceAccount, containers: [{ image: "hello", ...more }] },
  });
  const env = [{ name: "P", valueSource: { secretKeyRef: { secret: "password", version: "latest" } } }];

  test("whoever makes a service may act as its account", async () => {
    await onProject(grant("roles/run.admin"));
    const create = () => ask("POST", `${SERVICES}?serviceId=s`, runAs(RUNNER));
    expect(refusal(await create())).toEqual([
      403,
      `Permission 'iam.serviceaccounts.actAs' denied on service account ${RUNNER} (or it may not exist).`,
    ]);
    const account = `iam/v1/projects/${PROJECT}/serviceAccounts`;
    await cloud().mustSucceed("POST", account, { accountId: "runner", serviceAccount: {} });
    const actAs = policy(grant("roles/iam.serviceAccountUser"));
    await cloud().mustSucceed("POST", `${account}/${RUNNER}:setIamPolicy`, actAs);
    expect((await create()).status).toBe(200);
    expect((await ask("PATCH", `${SERVICES}/s`, runAs(READER))).status).toBe(403);
  });

  const KNATIVE = `cloudrun/apis/serving.knative.dev/v1/namespaces/${PROJECT}/services`;
  const knative = (serviceAccountName: string) => ({
    apiVersion: "serving.knative.dev/v1",
    kind: "Service",
    metadata: { name: "k", namespace: PROJECT },
    spec: { template: { spec: { serviceAccountName, containers: [{ image: "hello" }] } } },
  });
  const FUNCTIONS = `cloudfunctions/v2/projects/${PROJECT}/locations/us-central1/functions?functionId=f`;

  test.each<[string, string, object]>([
    ["the first API of Cloud Run", KNATIVE, knative(RUNNER)],
    ["a function", FUNCTIONS, { serviceConfig: { serviceAccountEmail: RUNNER } }],
    ["a function that says nothing", FUNCTIONS, { buildConfig: { runtime: "nodejs22" } }],
    ["another spelling", `${SERVICES}?serviceId=s`, { template: { service_account: RUNNER, containers: [] } }],
    ["an account's path", `${SERVICES}?serviceId=s`, runAs(`projects/-/serviceAccounts/${RUNNER}`)],
  ])("it is asked for whether it may act as the account by way of %s", async (way, path, body) => {
    const role = { includedPermissions: ["cloudfunctions.functions.create"], stage: "GA" };
    await cloud().mustSucceed("POST", `iam/v1/projects/${PROJECT}/roles`, { roleId: "functions", role });
    await onProject(grant("roles/run.admin"), grant(`projects/${PROJECT}/roles/functions`));
    const said = refusal(await ask("POST", path, body));
    expect(said[0]).toBe(403);
    expect(said[1]).toContain("Permission 'iam.serviceaccounts.actAs' denied on service account");
    if (way !== "a function that says nothing") expect(said[1]).toContain(RUNNER);
  });

  test("a role in the service's project lets nobody act as an account of another project", async () => {
    await onProject(grant("roles/run.admin"), grant("roles/iam.serviceAccountUser"));
    expect((await ask("POST", `${SERVICES}?serviceId=own`, runAs(RUNNER))).status).toBe(200);
    for (const account of ["api@other.iam.gserviceaccount.com", "1-compute@developer.gserviceaccount.com"])
      expect((await ask("POST", `${SERVICES}?serviceId=s`, runAs(account))).status).toBe(403);
    const other = "cloudresourcemanager/v1/projects/other:setIamPolicy";
    await cloud().mustSucceed("POST", other, policy(grant("roles/iam.serviceAccountUser")));
    const create = ask("POST", `${SERVICES}?serviceId=s`, runAs("api@other.iam.gserviceaccount.com"));
    expect((await create).status).toBe(200);
  });

  test.each([
    ["an env var", { env }, "containers[0].env[0].value_from.secret_key_ref.name"],
    ["a volume", {}, "volumes[0].secret.secretName"],
  ])("a service whose account may not read the secret of %s fails, and stays", async (_, container, at) => {
    const body = runAs(RUNNER, container);
    const volumes = [{ name: "v", secret: { secret: "password", items: [{ path: "p", version: "latest" }] } }];
    const template = "env" in container ? body.template : { ...body.template, volumes };
    const { body: operation } = await cloud().ask("POST", `${SERVICES}?serviceId=s`, { template });
    expect(operation).toMatchObject({ done: true, error: { code: 13 } });
    expect(operation.error.message).toContain(`spec.template.spec.${at}: Permission denied on secret:`);
    expect(operation.error.message).toContain(
      `secrets/password/versions/latest for Revision service account ${RUNNER}.`,
    );
    const failed = await cloud().get(`${SERVICES}/s`);
    expect(failed.terminalCondition.state).toBe("CONDITION_FAILED");
    expect(failed.latestReadyRevision).toBeUndefined();

    await onSecret(grant("roles/secretmanager.secretAccessor", RUNNER));
    const again = await cloud().mustSucceed("PATCH", `${SERVICES}/s?forceNewRevision=true`, { template });
    expect(again.error).toBeUndefined();
    expect((await cloud().get(`${SERVICES}/s`)).latestReadyRevision).toContain("s-00002-");
  });

  test("a failed update leaves the revision before it serving", async () => {
    await cloud().mustSucceed("POST", `${SERVICES}?serviceId=s`, runAs(RUNNER));
    const { error } = await cloud().mustSucceed("PATCH", `${SERVICES}/s`, runAs(RUNNER, { env }));
    expect(error.message).toContain("Revision 's-00002-reh' is not ready");
    const { latestReadyRevision, latestCreatedRevision } = await cloud().get(`${SERVICES}/s`);
    expect([latestReadyRevision, latestCreatedRevision].map((one) => one.split("/").at(-1))).toEqual([
      "s-00001-reh",
      "s-00002-reh",
    ]);
  });

  test("a job fails in the same way", async () => {
    const jobs = `run/v2/projects/${PROJECT}/locations/us-central1/jobs`;
    const { body } = await cloud().ask("POST", `${jobs}?jobId=j`, { template: runAs(RUNNER, { env }) });
    expect(body.error.message).toContain("Permission denied on secret:");
  });
});

test("where roles are not enforced everybody may do everything, as ever", async () => {
  const open = await LoopbackCloud.start();
  const path = `${open.url}/${CONNECTORS}`;
  expect((await fetch(path, { headers: as("nobody") })).status).toBe(200);
  await open.close();
});

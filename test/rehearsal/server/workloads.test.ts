import { aCloud, CONNECTORS, NETWORK, REGION, REGIONAL, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const CONNECTOR = `${CONNECTORS}/acme-conn`;

describe("a connector:", () => {
  beforeEach(() => cloud().network());

  test("is ready, and the answer holds the defaults that Google fills in", async () => {
    await cloud().connector();
    expect(await cloud().get(CONNECTOR)).toMatchObject({
      state: "READY",
      network: "acme-vpc",
      machineType: "e2-micro",
    });
  });

  test("refuses a network that does not exist, as in the incident", async () => {
    expect(refusal(await cloud().connector({ network: "staging-vpc" }))).toEqual([
      400,
      "VPC network staging-vpc was not found in project acme.",
    ]);
  });

  test.each<[string, object]>([
    ["a /24", { ipCidrRange: "10.2.0.0/24" }],
    ["no range", { ipCidrRange: undefined }],
    ["1 instance at least", { minInstances: 1 }],
    ["10 instances at least", { minInstances: 10, maxInstances: 10 }],
    ["11 instances at most", { maxInstances: 11 }],
    ["2 instances at most", { minInstances: 2, maxInstances: 2 }],
    ["as many at least as at most", { minInstances: 5, maxInstances: 5 }],
    ["a subnet that is not there", { ipCidrRange: undefined, subnet: { name: "nowhere" } }],
  ])("refuses %s", async (_, more) => {
    expect((await cloud().connector(more)).status).toBe(400);
  });

  test.each([
    ["acme-staging-connector-01", 200],
    ["acme-staging-connector-001", 400],
    ["acme-conn-", 400],
    ["1-conn", 400],
    ["Acme-conn", 400],
  ])("may be called what Google's API accepts: %s is answered with %i", async (id, status) => {
    expect((await cloud().connector({}, id)).status).toBe(status);
  });

  test("grows and never shrinks", async () => {
    await cloud().connector({ minInstances: 3, maxInstances: 5 });
    const change = (body: object) =>
      cloud().ask("PATCH", `${CONNECTOR}?updateMask=${Object.keys(body).join(",")}`, body);
    expect(refusal(await change({ minInstances: 2 }))).toEqual([400, expect.stringContaining("scaled down")]);
    expect((await change({ maxInstances: 4 })).status).toBe(400);
    expect((await change({ minInstances: 4, maxInstances: 7 })).status).toBe(200);
    expect(await cloud().get(CONNECTOR)).toMatchObject({ minInstances: 4, maxInstances: 7, maxThroughput: 700 });
  });

  test.each<[string, object]>([
    ["network", { network: "default" }],
    ["range", { ipCidrRange: "10.3.0.0/28" }],
  ])("keeps its %s", async (_, change) => {
    await cloud().connector();
    expect((await cloud().ask("PATCH", CONNECTOR, change)).status).toBe(400);
  });

  test("on a subnet is on its network, and says nothing of a range", async () => {
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, {
      name: "s",
      network: NETWORK,
      ipCidrRange: "10.8.0.0/28",
    });
    await cloud().connector({ network: undefined, ipCidrRange: undefined, subnet: { name: "s" } });
    expect(await cloud().get(CONNECTOR)).toMatchObject({
      network: "acme-vpc",
      subnet: { name: "s", projectId: "acme" },
    });
    expect(await cloud().get(CONNECTOR)).not.toHaveProperty("ipCidrRange");
    expect(refusal(await cloud().ask("DELETE", `${REGIONAL}/subnetworks/s`))[1]).toContain("/connectors/acme-conn");
  });
});

describe("a service:", () => {
  const create = (vpcAccess?: object) =>
    cloud().ask("POST", `${SERVICES}?serviceId=backend`, {
      template: { containers: [{ image: "x" }], ...(vpcAccess ? { vpcAccess } : {}) },
    });

  test("has what the API fills in: ingress, traffic, concurrency, timeout, a probe and a port", async () => {
    await create();
    const { template, ...service } = await cloud().get(`${SERVICES}/backend`);
    expect(service).toMatchObject({
      ingress: "INGRESS_TRAFFIC_ALL",
      traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
      terminalCondition: { type: "Ready", state: "CONDITION_SUCCEEDED" },
      uri: expect.stringMatching(/^https:/),
    });
    expect(template).toMatchObject({
      maxInstanceRequestConcurrency: 80,
      timeout: "300s",
      containers: [{ ports: [{ containerPort: 8080 }], resources: { cpuIdle: true }, startupProbe: {} }],
    });
  });

  test("sends private ranges through its connector where nothing else is said", async () => {
    await cloud().network();
    await cloud().connector();
    await create({ connector: `projects/acme/locations/${REGION}/connectors/acme-conn` });
    expect((await cloud().get(`${SERVICES}/backend`)).template.vpcAccess.egress).toBe("PRIVATE_RANGES_ONLY");
  });

  test.each<[string, object]>([
    ["a connector that is not there", { connector: `projects/acme/locations/${REGION}/connectors/other` }],
    ["a connector of another region", { connector: "projects/acme/locations/us-east1/connectors/acme-conn" }],
    ["a subnet that is not there", { networkInterfaces: [{ subnetwork: "nowhere" }] }],
  ])("refuses %s", async (_, access) => {
    await cloud().network();
    await cloud().mustSucceed(
      "POST",
      `vpcaccess/v1/projects/acme/locations/us-east1/connectors?connectorId=acme-conn`,
      {
        network: "acme-vpc",
        ipCidrRange: "10.2.0.0/28",
      },
    );
    expect((await create(access)).status).toBe(400);
  });

  test("is a new revision after each change", async () => {
    await create();
    const before = await cloud().get(`${SERVICES}/backend`);
    await cloud().mustSucceed("PATCH", `${SERVICES}/backend?updateMask=template.timeout`, {
      template: { timeout: "60s" },
    });
    const after = await cloud().get(`${SERVICES}/backend`);
    expect(after.template).toEqual({ ...before.template, timeout: "60s" });
    expect(after.latestCreatedRevision).not.toBe(before.latestCreatedRevision);
  });

  test("is called by whom its policy says, as it was last written", async () => {
    await create();
    const bindings = [{ role: "roles/run.invoker", members: ["allUsers"] }];
    await cloud().mustSucceed("POST", `${SERVICES}/backend:setIamPolicy`, { policy: { bindings } });
    expect((await cloud().get(`${SERVICES}/backend:getIamPolicy`)).bindings).toEqual(bindings);
    await cloud().mustSucceed("DELETE", `${SERVICES}/backend`);
    await create();
    expect((await cloud().get(`${SERVICES}/backend:getIamPolicy`)).bindings).toBeUndefined();
  });
});

describe("a secret:", () => {
  const SECRET = "secretmanager/v1/projects/acme/secrets/auth";
  const payload = (text: string) => ({ payload: { data: Buffer.from(text).toString("base64") } });

  test("has versions that can be read until they are disabled, and never again when they are destroyed", async () => {
    await cloud().mustSucceed("POST", "secretmanager/v1/projects/acme/secrets?secretId=auth", {
      replication: { automatic: {} },
    });
    expect((await cloud().mustSucceed("POST", `${SECRET}:addVersion`, payload("one"))).payload).toBeUndefined();
    const version = `${SECRET}/versions/1`;
    expect((await cloud().get(`${version}:access`)).payload).toEqual(payload("one").payload);
    await cloud().mustSucceed("POST", `${version}:disable`);
    expect((await cloud().ask("GET", `${version}:access`)).status).toBe(400);
    await cloud().mustSucceed("POST", `${version}:enable`);
    await cloud().mustSucceed("POST", `${version}:destroy`);
    expect((await cloud().ask("GET", `${version}:access`)).status).toBe(400);
    expect(JSON.stringify(await cloud().get(version))).not.toContain(payload("one").payload.data);
  });

  test("takes its versions along, and starts anew", async () => {
    for (const text of ["one", "two"]) {
      await cloud().mustSucceed("POST", "secretmanager/v1/projects/acme/secrets?secretId=auth", {});
      expect((await cloud().mustSucceed("POST", `${SECRET}:addVersion`, payload(text))).name).toMatch(/\/versions\/1$/);
      await cloud().mustSucceed("DELETE", SECRET);
      expect((await cloud().ask("GET", `${SECRET}/versions/1`)).status).toBe(404);
    }
  });
});

test("an API of the project is disabled until somebody enables it", async () => {
  const services = "serviceusage/v1/projects/acme/services";
  const state = async () => (await cloud().get(`${services}/redis.googleapis.com`)).state;
  const enabled = async () => (await cloud().get(`${services}?filter=state:ENABLED`)).services?.length ?? 0;
  expect([await state(), await enabled()]).toEqual(["DISABLED", 0]);
  await cloud().mustSucceed("POST", `${services}:batchEnable`, { serviceIds: ["redis.googleapis.com"] });
  expect([await state(), await enabled()]).toEqual(["ENABLED", 1]);
  await cloud().mustSucceed("POST", `${services}/redis.googleapis.com:disable`);
  expect([await state(), await enabled()]).toEqual(["DISABLED", 0]);
});

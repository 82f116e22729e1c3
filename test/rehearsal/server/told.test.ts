import { secretsIn } from "../../../rehearsal/objects";
import { type ApiBody, aCloud, CONNECTIONS, CONNECTORS, INSTANCES, NETWORK, REGIONAL, SERVICES } from "./cloud";

const cloud = aCloud();
const AT = "projects/acme/locations";
const ACCOUNTS = "iam/v1/projects/acme/serviceAccounts";
const ROUTES = `networkconnectivity/v1/${AT}/global/policyBasedRoutes`;
const TESTS = `networkmanagement/v1/${AT}/global/connectivityTests`;

const types = ({ metadata, response }: ApiBody) =>
  [metadata, response].map((one) => one?.["@type"].replace("type.googleapis.com/google.", ""));
const redis = { tier: "BASIC", memorySizeGb: 1, authorizedNetwork: NETWORK };
const connector = { network: "acme-vpc", ipCidrRange: "10.2.0.0/28", minInstances: 2, maxInstances: 3 };
const container = { template: { containers: [{ image: "x" }] } };

describe("an operation says by its type what came of it:", () => {
  beforeEach(() => cloud().network());

  test.each<[string, string, object, string, string]>([
    [INSTANCES, "instanceId", redis, "cloud.redis.v1.OperationMetadata", "cloud.redis.v1.Instance"],
    [CONNECTORS, "connectorId", connector, "cloud.vpcaccess.v1.OperationMetadata", "cloud.vpcaccess.v1.Connector"],
    [
      ROUTES,
      "policyBasedRouteId",
      { network: NETWORK, filter: { protocolVersion: "IPV4" } },
      "cloud.networkconnectivity.v1.OperationMetadata",
      "cloud.networkconnectivity.v1.PolicyBasedRoute",
    ],
    [
      TESTS,
      "testId",
      {},
      "cloud.networkmanagement.v1.OperationMetadata",
      "cloud.networkmanagement.v1.ConnectivityTest",
    ],
  ])("%s", async (collection, parameter, body, metadata, thing) => {
    const created = await cloud().mustSucceed("POST", `${collection}?${parameter}=it`, body);
    expect(types(created)).toEqual([metadata, thing]);
    expect(created.response.name).toBe(created.metadata.target);
    const removed = await cloud().mustSucceed("DELETE", `${collection}/it`);
    expect(types(removed)).toEqual([metadata, "protobuf.Empty"]);
    expect(Object.keys(removed.response)).toEqual(["@type"]);
  });

  test.each(["service", "job"])("Cloud Run tells of the %s itself, even when it is deleted", async (noun) => {
    const type = `cloud.run.v2.${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
    const collection = SERVICES.replace("services", `${noun}s`);
    const body = noun === "job" ? { template: container } : container;
    const created = await cloud().mustSucceed("POST", `${collection}?${noun}Id=x`, body);
    expect(types(created)).toEqual([type, type]);
    const removed = await cloud().mustSucceed("DELETE", `${collection}/x`);
    expect(types(removed)).toEqual([type, type]);
    expect(removed.response).toMatchObject({ uid: created.response.uid, deleteTime: expect.any(String) });
  });

  test("the connection to Google's services has metadata only where it is deleted", async () => {
    const created = await cloud().mustSucceed("POST", CONNECTIONS, { network: NETWORK, reservedPeeringRanges: [] });
    expect(types(created)).toEqual([undefined, "cloud.servicenetworking.v1.Connection"]);
    const gone = { consumerNetwork: NETWORK };
    const removed = await cloud().mustSucceed("POST", `${CONNECTIONS}/servicenetworking-googleapis-com`, gone);
    expect(types(removed)).toEqual(["cloud.servicenetworking.v1.DeleteConnectionMetadata", "protobuf.Empty"]);
  });

  test("an API that is switched on or off has an answer of its own", async () => {
    const services = "serviceusage/v1/projects/acme/services";
    const of = async (path: string, body: object) => cloud().mustSucceed("POST", `${services}${path}`, body);
    const metadata = "api.serviceusage.v1.OperationMetadata";
    const on = await of("/redis.googleapis.com:enable", {});
    expect(types(on)).toEqual([metadata, "api.serviceusage.v1.EnableServiceResponse"]);
    expect(on.response.service.state).toBe("ENABLED");
    const off = await of("/redis.googleapis.com:disable", {});
    expect(types(off)).toEqual([metadata, "api.serviceusage.v1.DisableServiceResponse"]);
    const all = await of(":batchEnable", { serviceIds: ["run.googleapis.com"] });
    expect(types(all)).toEqual([metadata, "api.serviceusage.v1.BatchEnableServicesResponse"]);
    expect(all.response.services).toHaveLength(2);
  });

  test("one of Compute Engine says what was done to which object", async () => {
    const subnet = { name: "a", network: NETWORK, ipCidrRange: "10.0.0.0/24" };
    const made = await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, subnet);
    const { id } = await cloud().get(`${REGIONAL}/subnetworks/a`);
    expect(made).toMatchObject({ operationType: "insert", targetId: id, targetLink: expect.stringMatching(/\/a$/) });
    const removed = await cloud().mustSucceed("DELETE", `${REGIONAL}/subnetworks/a`);
    expect(removed).toMatchObject({ operationType: "delete", targetId: id, targetLink: made.targetLink });
  });
});

test("a service account is switched off and on without an answer", async () => {
  await cloud().mustSucceed("POST", ACCOUNTS, { accountId: "worker" });
  const account = `${ACCOUNTS}/worker@acme.iam.gserviceaccount.com`;
  expect(await cloud().mustSucceed("POST", `${account}:disable`)).toEqual({});
  expect((await cloud().get(account)).disabled).toBe(true);
  expect(await cloud().mustSucceed("POST", `${account}:enable`)).toEqual({});
  expect(await cloud().get(account)).not.toHaveProperty("disabled");
});

test("Compute Engine names the default account of a project, by the project's number", async () => {
  const { projectNumber } = await cloud().get("cloudresourcemanager/v1/projects/acme");
  expect(await cloud().get("compute/v1/projects/acme")).toMatchObject({
    name: "acme",
    defaultServiceAccount: `${projectNumber}-compute@developer.gserviceaccount.com`,
  });
});

test("what a version holds is printed by `:access` alone, and is gone with the version", async () => {
  const secret = "secretmanager/v1/projects/acme/secrets/password";
  const held = () => secretsIn(cloud().loopback.cloud.store);
  await cloud().mustSucceed("POST", `${secret.replace("/password", "")}?secretId=password`, {
    replication: { automatic: {} },
  });
  const payload = { data: Buffer.from("hunter2").toString("base64") };
  await cloud().mustSucceed("POST", `${secret}:addVersion`, { payload });
  expect(held()).toEqual(["hunter2"]);
  expect((await cloud().get(`${secret}/versions/1:access`)).payload).toEqual(payload);
  for (const path of ["versions/1:disable", "versions/1:enable", "versions/1:destroy"]) {
    expect(await cloud().mustSucceed("POST", `${secret}/${path}`)).not.toHaveProperty("payload");
  }
  expect(held()).toEqual([]);
});

test("what is sent as null is what was not sent: the default is there, and no null is printed", async () => {
  await cloud().network();
  const nats = [{ name: "nat", initialNatIps: null, autoNetworkTier: null, logConfig: { enable: true, filter: null } }];
  await cloud().mustSucceed("POST", `${REGIONAL}/routers`, { name: "router", network: NETWORK });
  await cloud().mustSucceed("PATCH", `${REGIONAL}/routers/router`, { nats });
  const { nats: kept } = await cloud().get(`${REGIONAL}/routers/router`);
  expect(kept).toMatchObject([{ autoNetworkTier: "PREMIUM", logConfig: { enable: true } }]);
  expect(JSON.stringify(kept)).not.toMatch(/null|initialNatIps/);
});

test("a cloud that has invented something says so, with method and field", async () => {
  const { loopback } = cloud();
  expect(() => loopback.demandNoInventions()).not.toThrow();
  const [real, forged] = [
    { name: "a", state: "READY" },
    { name: "b", state: "FINE", mood: "good" },
  ];
  for (const thing of [real, forged]) loopback.cloud.store.put(`${INSTANCES.replace("/v1", "")}/${thing.name}`, thing);
  await cloud().get(INSTANCES);
  expect(() => loopback.demandNoInventions()).toThrow(
    [
      "the loopback cloud answered what Google would not:",
      'redis.projects.locations.instances.list: instances[1].state is enum at Google, got "FINE"',
      "redis.projects.locations.instances.list: Google has no field instances[1].mood",
    ].join("\n"),
  );
  loopback.asked.length = 0;
});

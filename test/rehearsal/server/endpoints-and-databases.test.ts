import { aCloud, GLOBAL, NETWORK, PROJECT, REGION, REGIONAL, refusal } from "./cloud";

const cloud = aCloud();
const HERE = `projects/${PROJECT}/locations/${REGION}`;
const POLICIES = `networkconnectivity/v1/${HERE}/serviceConnectionPolicies`;
const DATABASES = `sql/v1beta4/projects/${PROJECT}/instances`;

/** A network with a subnet of eight addresses, four of them Google's. */
async function withPolicy(serviceClass: string): Promise<void> {
  await cloud().network();
  await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, {
    name: "psc",
    network: NETWORK,
    ipCidrRange: "10.10.8.0/29",
  });
  const pscConfig = { subnetworks: [`projects/${PROJECT}/regions/${REGION}/subnetworks/psc`] };
  const policy = { network: NETWORK, serviceClass, pscConfig };
  await cloud().mustSucceed("POST", `${POLICIES}?serviceConnectionPolicyId=caches`, policy);
}

const cluster = (id = "big") =>
  cloud().ask("POST", `redis/v1/${HERE}/clusters?clusterId=${id}`, { pscConfigs: [{ network: NETWORK }] });
const valkey = (body: object) => cloud().ask("POST", `memorystore/v1/${HERE}/instances?instanceId=small`, body);
const database = (ipConfiguration: object, id = "invoices") =>
  cloud().ask("POST", DATABASES, { name: id, databaseVersion: "POSTGRES_15", settings: { ipConfiguration } });

describe("an endpoint of Private Service Connect", () => {
  test("needs a service connection policy of its class on the network", async () => {
    await withPolicy("gcp-memorystore");
    expect(refusal(await cluster())).toEqual([400, expect.stringContaining("No service connection policy")]);
  });

  test("gets addresses in the subnet of the policy, which nothing else has", async () => {
    await withPolicy("gcp-memorystore-redis");
    await cluster();
    const { discoveryEndpoints, pscConnections } = await cloud().get(`redis/v1/${HERE}/clusters/big`);
    expect(discoveryEndpoints).toEqual([{ address: "10.10.8.2", port: 6379, pscConfig: { network: NETWORK } }]);
    expect(pscConnections.map(({ address }: { address: string }) => address)).toEqual(["10.10.8.2", "10.10.8.3"]);
    await cluster("second");
    const second = await cloud().get(`redis/v1/${HERE}/clusters/second`);
    expect(second.discoveryEndpoints[0].address).toBe("10.10.8.4");
    expect(refusal(await cluster("third"))).toEqual([400, expect.stringContaining("No addresses are left")]);
  });

  test("keeps its address when the cluster is changed, and gives it back when it is deleted", async () => {
    await withPolicy("gcp-memorystore-redis");
    await cluster();
    const big = `redis/v1/${HERE}/clusters/big`;
    await cloud().mustSucceed("PATCH", `${big}?updateMask=shardCount`, { shardCount: 5 });
    expect(await cloud().get(big)).toMatchObject({ shardCount: 5, discoveryEndpoints: [{ address: "10.10.8.2" }] });
    await cloud().mustSucceed("DELETE", big);
    await cluster("next");
    const next = await cloud().get(`redis/v1/${HERE}/clusters/next`);
    expect(next.discoveryEndpoints[0].address).toBe("10.10.8.2");
  });

  test("keeps the policy from being deleted", async () => {
    await withPolicy("gcp-memorystore-redis");
    await cluster();
    expect((await cloud().ask("DELETE", `${POLICIES}/caches`)).status).toBe(400);
    await cloud().mustSucceed("DELETE", `redis/v1/${HERE}/clusters/big`);
    expect((await cloud().ask("DELETE", `${POLICIES}/caches`)).status).toBe(200);
  });

  test("of Valkey is printed in the field with which it was asked for", async () => {
    await withPolicy("gcp-memorystore");
    const asked = { projectId: PROJECT, network: NETWORK };
    await valkey({ pscAutoConnections: [asked] });
    const small = `memorystore/v1/${HERE}/instances/small`;
    expect((await cloud().get(small)).pscAutoConnections[0]).toMatchObject({ ipAddress: "10.10.8.2", port: 6379 });
    await cloud().mustSucceed("DELETE", small);
    await valkey({ endpoints: [{ connections: [{ pscAutoConnection: asked }] }], mode: "CLUSTER_DISABLED" });
    const newer = await cloud().get(small);
    expect(newer).not.toHaveProperty("pscAutoConnections");
    expect(newer.endpoints[0].connections[0].pscAutoConnection).toMatchObject({
      ipAddress: "10.10.8.2",
      connectionType: "CONNECTION_TYPE_PRIMARY",
    });
  });
});

describe("a database", () => {
  test("has a private address in the range of the services connection, apart from Redis", async () => {
    await cloud().network({ services: true });
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    await database({ ipv4Enabled: false, privateNetwork: NETWORK });
    const { ipAddresses } = await cloud().get(`${DATABASES}/invoices`);
    expect(ipAddresses).toEqual([{ type: "PRIVATE", ipAddress: "10.166.1.3" }]);
  });

  test("needs the services connection for it", async () => {
    await cloud().network();
    const refused = await database({ ipv4Enabled: false, privateNetwork: NETWORK });
    expect(refusal(refused)).toEqual([400, expect.stringContaining("no range for a database")]);
    expect((await cloud().ask("GET", `${DATABASES}/invoices`)).status).toBe(404);
  });

  test("has a public address where nothing else is said", async () => {
    await database({});
    expect((await cloud().get(`${DATABASES}/invoices`)).ipAddresses).toEqual([
      { type: "PRIMARY", ipAddress: "203.0.113.10" },
    ]);
  });

  test("is made and changed by operations that are done, and prints no password", async () => {
    const body = { name: "invoices", rootPassword: "hidden", settings: { tier: "db-f1-micro" } };
    const made = await cloud().mustSucceed("POST", DATABASES, body);
    expect(made).toMatchObject({ kind: "sql#operation", status: "DONE" });
    const operation = await cloud().get(`sql/v1beta4/projects/${PROJECT}/operations/${made.name}`);
    expect(operation).toEqual(made);
    await cloud().mustSucceed("PATCH", `${DATABASES}/invoices`, { settings: { tier: "db-custom-1-3840" } });
    const { settings, ...rest } = await cloud().get(`${DATABASES}/invoices`);
    expect(settings).toMatchObject({ tier: "db-custom-1-3840", settingsVersion: "2" });
    expect(JSON.stringify(rest)).not.toContain("hidden");
  });

  test("is not deleted while it is protected", async () => {
    const settings = { deletionProtectionEnabled: true };
    await cloud().mustSucceed("POST", DATABASES, { name: "invoices", settings });
    expect(refusal(await cloud().ask("DELETE", `${DATABASES}/invoices`))[1]).toContain("protected");
  });
});

test("a network is not deleted while a policy lets endpoints into it", async () => {
  await withPolicy("gcp-memorystore");
  await cloud().mustSucceed("DELETE", `${POLICIES}/caches`);
  await cloud().mustSucceed("DELETE", `${REGIONAL}/subnetworks/psc`);
  expect((await cloud().ask("DELETE", `${GLOBAL}/networks/acme-vpc`)).status).toBe(200);
  await withPolicy("gcp-memorystore");
  expect((await cloud().ask("DELETE", `${GLOBAL}/networks/acme-vpc`)).status).toBe(400);
});

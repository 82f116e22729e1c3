import { type ApiBody, aCloud, CONNECTIONS, GLOBAL, NETWORK, REGION, REGIONAL, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const FIREWALLS = `${GLOBAL}/firewalls`;
const rule = (more: object = {}) => ({
  name: "rule",
  network: NETWORK,
  direction: "EGRESS",
  allowed: [{ IPProtocol: "tcp", ports: ["6379"] }],
  ...more,
});

describe("networks:", () => {
  test("every project has one, called default", async () => {
    expect((await cloud().get(`${GLOBAL}/networks`)).items.map(({ name }: ApiBody) => name)).toEqual(["default"]);
  });

  test("what the API fills in is there: modes, the order of policies, the route to the internet", async () => {
    await cloud().network();
    expect(await cloud().get(`${GLOBAL}/networks/acme-vpc`)).toMatchObject({
      routingConfig: { routingMode: "REGIONAL" },
      networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
      selfLink: `https://www.googleapis.com/compute/v1/${NETWORK}`,
    });
    expect(await cloud().get(`${GLOBAL}/routes/default-route-acme-vpc`)).toMatchObject({ destRange: "0.0.0.0/0" });
  });

  test("a name can be used once, and a missing object is not found", async () => {
    await cloud().network();
    expect((await cloud().ask("POST", `${GLOBAL}/networks`, { name: "acme-vpc" })).status).toBe(409);
    expect((await cloud().ask("GET", `${GLOBAL}/networks/other`)).status).toBe(404);
    expect((await cloud().ask("DELETE", `${GLOBAL}/networks/other`)).status).toBe(404);
    expect((await cloud().ask("POST", `${GLOBAL}/networks`, {})).status).toBe(400);
  });

  test.each<[string, string, object]>([
    ["a subnetwork", `${REGIONAL}/subnetworks`, { name: "x", network: NETWORK, ipCidrRange: "10.0.0.0/24" }],
    ["a firewall rule", FIREWALLS, rule({ name: "x" })],
    ["a route", `${GLOBAL}/routes`, { name: "x", network: NETWORK, destRange: "10.9.0.0/24", priority: 1000 }],
    ["a router", `${REGIONAL}/routers`, { name: "x", network: NETWORK }],
    [
      "a reserved range",
      `${GLOBAL}/addresses`,
      { name: "x", network: NETWORK, purpose: "VPC_PEERING", address: "10.166.0.0", prefixLength: 16 },
    ],
  ])("one is in use while it has %s, and goes afterwards with its route", async (_, collection, thing) => {
    await cloud().network();
    await cloud().mustSucceed("POST", collection, thing);
    const refused = await cloud().ask("DELETE", `${GLOBAL}/networks/acme-vpc`);
    expect(refusal(refused)).toEqual([400, expect.stringMatching(/acme-vpc' is already being used by '.*\/x'/)]);
    expect(refused.body.error.errors[0].reason).toBe("resourceInUseByAnotherResource");

    await cloud().mustSucceed("DELETE", `${collection}/x`);
    await cloud().mustSucceed("DELETE", `${GLOBAL}/networks/acme-vpc`);
    expect((await cloud().ask("GET", `${GLOBAL}/routes/default-route-acme-vpc`)).status).toBe(404);
  });

  test("one is in use by connectors, caches and policies, too", async () => {
    await cloud().network();
    const inUse = async () => refusal(await cloud().ask("DELETE", `${GLOBAL}/networks/acme-vpc`))[1];
    await cloud().connector();
    expect(await inUse()).toContain("/connectors/acme-conn");
    await cloud().mustSucceed("DELETE", `vpcaccess/v1/projects/acme/locations/${REGION}/connectors/acme-conn`);
    await cloud().redis();
    expect(await inUse()).toContain("/instances/acme-redis");
    await cloud().mustSucceed("DELETE", `redis/v1/projects/acme/locations/${REGION}/instances/acme-redis`);
    await cloud().mustSucceed("POST", `${GLOBAL}/firewallPolicies`, { name: "policy" });
    const association = { name: "x", attachmentTarget: NETWORK };
    await cloud().mustSucceed("POST", `${GLOBAL}/firewallPolicies/policy/addAssociation`, association);
    expect(await inUse()).toContain("/firewallPolicies/policy");
    await cloud().mustSucceed("POST", `${GLOBAL}/firewallPolicies/policy/removeAssociation?name=x`);
    await cloud().mustSucceed("DELETE", `${GLOBAL}/networks/acme-vpc`);
  });

  test("ranges of one network do not overlap, those of two may", async () => {
    await cloud().network({ services: true });
    const subnet = (name: string, network: string, ipCidrRange: string) =>
      cloud().ask("POST", `${REGIONAL}/subnetworks`, { name, network, ipCidrRange });
    expect(refusal(await subnet("a", NETWORK, "10.166.4.0/24"))).toEqual([400, expect.stringContaining("services")]);
    expect((await subnet("a", NETWORK, "10.0.0.0/24")).status).toBe(200);
    expect(refusal(await subnet("b", NETWORK, "10.0.0.128/25"))).toEqual([400, expect.stringContaining("10.0.0.0/24")]);
    expect((await subnet("c", "default", "10.0.0.0/24")).status).toBe(200);
    expect(refusal(await cloud().connector({ ipCidrRange: "10.0.0.16/28" }))[0]).toBe(400);
  });

  test("a subnetwork grows and never shrinks", async () => {
    await cloud().network();
    const subnet = `${REGIONAL}/subnetworks/a`;
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, {
      name: "a",
      network: NETWORK,
      ipCidrRange: "10.0.0.0/24",
    });
    const expand = (ipCidrRange: string) => cloud().ask("POST", `${subnet}/expandIpCidrRange`, { ipCidrRange });
    expect((await expand("10.0.0.0/25")).status).toBe(400);
    expect((await expand("10.0.0.0/23")).status).toBe(200);
    expect((await cloud().get(subnet)).ipCidrRange).toBe("10.0.0.0/23");
  });

  test("a subnetwork is in use by a service that sits in it", async () => {
    await cloud().network();
    await cloud().mustSucceed("POST", `${REGIONAL}/subnetworks`, {
      name: "a",
      network: NETWORK,
      ipCidrRange: "10.0.0.0/24",
    });
    const template = { containers: [{ image: "x" }], vpcAccess: { networkInterfaces: [{ subnetwork: "a" }] } };
    await cloud().mustSucceed("POST", `${SERVICES}?serviceId=direct`, { template });
    expect(refusal(await cloud().ask("DELETE", `${REGIONAL}/subnetworks/a`))[1]).toContain("/services/direct");
  });
});

describe("firewall rules:", () => {
  beforeEach(() => cloud().network());

  test("what the API fills in: priority, ranges, logging", async () => {
    await cloud().mustSucceed("POST", FIREWALLS, rule());
    await cloud().mustSucceed("POST", FIREWALLS, rule({ name: "in", direction: undefined }));
    expect(await cloud().get(`${FIREWALLS}/rule`)).toMatchObject({
      priority: 1000,
      disabled: false,
      destinationRanges: ["0.0.0.0/0"],
      logConfig: { enable: false },
    });
    expect(await cloud().get(`${FIREWALLS}/in`)).toMatchObject({ direction: "INGRESS", sourceRanges: ["0.0.0.0/0"] });
  });

  test("the network of a rule cannot be changed, everything else can", async () => {
    await cloud().mustSucceed("POST", FIREWALLS, rule());
    const other = await cloud().ask("PATCH", `${FIREWALLS}/rule`, { network: "projects/acme/global/networks/default" });
    expect(refusal(other)).toEqual([400, expect.stringContaining("the network of a firewall cannot be changed")]);
    const same = { network: "https://www.googleapis.com/compute/v1/projects/acme/global/networks/acme-vpc" };
    await cloud().mustSucceed("PATCH", `${FIREWALLS}/rule`, { ...same, priority: 900 });
    expect(await cloud().get(`${FIREWALLS}/rule`)).toMatchObject({ priority: 900 });
  });

  test.each<[string, object]>([
    ["on a network that is not there", { network: "projects/acme/global/networks/staging-vpc" }],
    ["that allows and denies", { denied: [{ IPProtocol: "all" }] }],
    ["that does neither", { allowed: undefined }],
    ["with a priority beyond the last", { priority: 65536 }],
    ["for a range that is none", { destinationRanges: ["10.0.0.0/33"] }],
  ])("none %s", async (_, more) => {
    expect((await cloud().ask("POST", FIREWALLS, rule(more))).status).toBe(400);
    expect((await cloud().ask("GET", `${FIREWALLS}/rule`)).status).toBe(404);
  });
});

describe("the connection to Google's services:", () => {
  const del = () =>
    cloud().ask("POST", `${CONNECTIONS}/servicenetworking-googleapis-com`, { consumerNetwork: NETWORK });

  test("it is listed for its network, by the project's number, and peers it", async () => {
    await cloud().network({ services: true });
    const { connections } = await cloud().get(`${CONNECTIONS}?network=${NETWORK}`);
    expect(connections).toMatchObject([
      {
        network: expect.stringMatching(/^projects\/\d+\/global\/networks\/acme-vpc$/),
        reservedPeeringRanges: ["services"],
      },
    ]);
    expect(
      (await cloud().get(`${CONNECTIONS}?network=projects/acme/global/networks/default`)).connections,
    ).toBeUndefined();
    expect((await cloud().get(`${GLOBAL}/networks/acme-vpc`)).peerings).toMatchObject([{ state: "ACTIVE" }]);
  });

  test("it needs ranges that exist, and keeps them in use", async () => {
    await cloud().network({ services: true });
    const wrong = { network: NETWORK, reservedPeeringRanges: ["nowhere"] };
    expect((await cloud().ask("PATCH", `${CONNECTIONS}/-?updateMask=reservedPeeringRanges`, wrong)).status).toBe(400);
    expect(refusal(await cloud().ask("DELETE", `${GLOBAL}/addresses/services`))[1]).toContain("services connection");
  });

  test("it stays while a Redis is behind it, and takes the peering along when it goes", async () => {
    await cloud().network({ services: true });
    await cloud().redis({ connectMode: "PRIVATE_SERVICE_ACCESS" });
    expect(refusal(await del())).toEqual([400, expect.stringContaining("are still using this connection")]);
    await cloud().mustSucceed("DELETE", `redis/v1/projects/acme/locations/${REGION}/instances/acme-redis`);
    expect((await del()).status).toBe(200);
    expect((await cloud().get(`${GLOBAL}/networks/acme-vpc`)).peerings).toEqual([]);
    await cloud().mustSucceed("DELETE", `${GLOBAL}/addresses/services`);
    await cloud().mustSucceed("DELETE", `${GLOBAL}/networks/acme-vpc`);
  });
});

test("a NAT with dynamic ports and endpoint-independent mapping is refused", async () => {
  await cloud().network();
  const router = (enableEndpointIndependentMapping: boolean) => ({
    name: "router",
    network: NETWORK,
    nats: [{ name: "nat", enableDynamicPortAllocation: true, enableEndpointIndependentMapping }],
  });
  expect((await cloud().ask("POST", `${REGIONAL}/routers`, router(true))).status).toBe(400);
  await cloud().mustSucceed("POST", `${REGIONAL}/routers`, router(false));
  await cloud().mustSucceed("PATCH", `${REGIONAL}/routers/router`, { nats: [] });
  expect((await cloud().get(`${REGIONAL}/routers/router`)).nats).toEqual([]);
});

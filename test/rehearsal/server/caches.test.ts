import { aCloud, GLOBAL, INSTANCES, NETWORK, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const REDIS = `${INSTANCES}/acme-redis`;
const PSA = { connectMode: "PRIVATE_SERVICE_ACCESS" };
const get = () => cloud().get(REDIS);

describe("a Redis instance:", () => {
  test("is ready, at the fourth of eight addresses that Google picks, and at port 6379", async () => {
    await cloud().network();
    await cloud().redis();
    expect(await get()).toMatchObject({
      state: "READY",
      connectMode: "DIRECT_PEERING",
      reservedIpRange: "10.107.0.0/29",
      host: "10.107.0.3",
      port: 6379,
      transitEncryptionMode: "DISABLED",
      authorizedNetwork: NETWORK,
    });
  });

  test("lands on default where no network is said", async () => {
    await cloud().redis({ authorizedNetwork: undefined });
    expect((await get()).authorizedNetwork).toBe("projects/acme/global/networks/default");
  });

  test("refuses a network that is not there", async () => {
    expect((await cloud().redis({ authorizedNetwork: "projects/acme/global/networks/staging-vpc" })).status).toBe(400);
  });

  test("answers at 6378 under TLS, with a certificate", async () => {
    await cloud().network();
    await cloud().redis({ transitEncryptionMode: "SERVER_AUTHENTICATION" });
    const { port, serverCaCerts } = await get();
    expect(port).toBe(6378);
    expect(serverCaCerts).toHaveLength(1);
  });

  test("needs the services connection under PRIVATE_SERVICE_ACCESS, and gets its addresses from its range", async () => {
    await cloud().network();
    expect(refusal(await cloud().redis(PSA))).toEqual([400, expect.stringContaining("is not enabled")]);
    const range = {
      name: "services",
      purpose: "VPC_PEERING",
      network: NETWORK,
      address: "10.166.0.0",
      prefixLength: 16,
    };
    await cloud().mustSucceed("POST", `${GLOBAL}/addresses`, range);
    await cloud().mustSucceed("POST", "servicenetworking/v1/services/servicenetworking.googleapis.com/connections", {
      network: NETWORK,
      reservedPeeringRanges: ["services"],
    });
    await cloud().redis(PSA);
    expect((await get()).host).toBe("10.166.0.3");
    await cloud().redis({ ...PSA, reservedIpRange: "services" }, "second");
    expect((await cloud().get(`${INSTANCES}/second`)).host).toBe("10.166.0.11");
  });

  test("is given no range that the connection does not have, and none twice", async () => {
    await cloud().network({ services: true });
    expect((await cloud().redis({ ...PSA, reservedIpRange: "other" })).status).toBe(400);
    expect((await cloud().redis({ ...PSA, reservedIpRange: "10.167.0.0/29" })).status).toBe(400);
    expect((await cloud().redis({ ...PSA, reservedIpRange: "10.166.204.80/29" })).status).toBe(200);
    expect((await get()).host).toBe("10.166.204.83");
    const again = await cloud().redis({ ...PSA, reservedIpRange: "10.166.204.80/29" }, "second");
    expect(refusal(again)).toEqual([400, expect.stringContaining("taken by")]);
  });

  test("is reserved eight addresses under DIRECT_PEERING, where no subnet has them", async () => {
    await cloud().network();
    await cloud().connector();
    expect((await cloud().redis({ reservedIpRange: "10.2.0.0/29" })).status).toBe(400);
    expect((await cloud().redis({ reservedIpRange: "10.9.0.0/30" })).status).toBe(400);
    expect((await cloud().redis({ reservedIpRange: "10.9.0.0/29" })).status).toBe(200);
    expect((await get()).host).toBe("10.9.0.3");
  });

  test("gets another address when it is recreated, and its use by services does not prevent that", async () => {
    await cloud().network();
    await cloud().redis();
    await cloud().mustSucceed("POST", `${SERVICES}?serviceId=backend`, {
      template: { containers: [{ image: "x", env: [{ name: "REDIS_HOST", value: "10.107.0.3" }] }] },
    });
    await cloud().mustSucceed("DELETE", REDIS);
    await cloud().redis({ reservedIpRange: "10.166.204.80/29" });
    expect((await get()).host).toBe("10.166.204.83");
    expect((await cloud().get(`${SERVICES}/backend`)).template.containers[0].env[0].value).toBe("10.107.0.3");
  });

  test.each<[string, unknown]>([
    ["tier", "STANDARD_HA"],
    ["authorizedNetwork", "projects/acme/global/networks/default"],
    ["connectMode", "PRIVATE_SERVICE_ACCESS"],
    ["reservedIpRange", "10.9.0.0/29"],
    ["transitEncryptionMode", "SERVER_AUTHENTICATION"],
    ["locationId", "us-central1-c"],
    ["redisVersion", "REDIS_7_2"],
  ])("keeps its %s: a change is refused", async (field, value) => {
    await cloud().network();
    await cloud().redis();
    const before = await get();
    const refused = await cloud().ask("PATCH", `${REDIS}?updateMask=${field}`, { [field]: value });
    expect(refusal(refused)).toEqual([400, expect.stringContaining(field)]);
    expect(await get()).toEqual(before);
  });

  test("changes in place what can be, at the same address", async () => {
    await cloud().network();
    await cloud().redis();
    const changed = { memorySizeGb: 5, labels: { team: "platform" } };
    await cloud().mustSucceed("PATCH", `${REDIS}?updateMask=memorySizeGb,labels`, changed);
    expect(await get()).toMatchObject({ ...changed, host: "10.107.0.3" });
  });

  test.each([
    ["REDIS_6_X", "REDIS_7_0", 200],
    ["REDIS_7_0", "REDIS_7_2", 200],
    ["REDIS_7_0", "REDIS_6_X", 400],
    ["REDIS_7_0", "REDIS_5_0", 400],
    ["REDIS_7_0", "REDIS_7_0", 400],
    ["REDIS_7_0", "latest", 400],
  ])("of version %s becomes %s: %i", async (was, will, status) => {
    await cloud().network();
    await cloud().redis({ redisVersion: was });
    expect((await cloud().ask("POST", `${REDIS}:upgrade`, { redisVersion: will })).status).toBe(status);
    expect((await get()).redisVersion).toBe(status === 200 ? will : was);
  });

  test("has an AUTH string while AUTH is on, and another one each time that AUTH is turned on", async () => {
    await cloud().network();
    await cloud().redis({ authEnabled: true });
    const auth = async () => (await cloud().get(`${REDIS}/authString`)).authString as string | undefined;
    const first = await auth();
    expect(first).toMatch(/.{16}/);
    expect(await auth()).toBe(first);
    await cloud().mustSucceed("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: false });
    expect(await auth()).toBeUndefined();
    expect(await get()).not.toHaveProperty("authEnabled");
    await cloud().mustSucceed("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: true });
    const second = await auth();
    await cloud().mustSucceed("DELETE", REDIS);
    await cloud().redis({ authEnabled: true });
    expect(new Set([first, second, await auth(), undefined]).size).toBe(4);
  });
});
